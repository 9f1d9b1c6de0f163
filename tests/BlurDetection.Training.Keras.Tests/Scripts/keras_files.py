"""Writes and reads files as Keras does, by h5py: python keras_files.py COMMAND ARGUMENTS.

Keras itself is not here, so this follows its own code: legacy_h5_format.py and saving_lib.py of Keras 3, hdf5_format.py of Keras 2.
"""
import io
import json
import sys
import zipfile

import h5py
import numpy as np


def attribute(group, name, data):
    group.attrs[name] = [text.encode("utf8") for text in data]


def read_attribute(group, name):
    if name in group.attrs:
        return [n.decode("utf8") if hasattr(n, "decode") else n for n in group.attrs[name]]
    data, part = [], 0
    while f"{name}{part}" in group.attrs:
        data.extend(n.decode("utf8") if hasattr(n, "decode") else n for n in group.attrs[f"{name}{part}"])
        part += 1
    return data


def arrays(layer):
    return [(w["name"], np.array(w["values"], dtype=w.get("dtype", "<f4")).reshape(w["shape"])) for w in layer["weights"]]


def write_legacy(description, path):
    """description: version, config, layers: name, weights (name, shape, values); options of h5py for the arrays."""
    options = {}
    if description.get("latest"):
        options["libver"] = "latest"
    with h5py.File(path, "w", track_order=description.get("track_order", False), **options) as f:
        if description.get("config") is not None:
            f.attrs["model_config"] = json.dumps(description["config"]).encode("utf8")
        f.attrs["keras_version"] = description["version"].encode("utf8") if description["version"][0] == "2" else description["version"]
        f.attrs["backend"] = b"tensorflow"
        root = f.create_group("model_weights", track_order=description.get("track_order", False)) if description.get("config") is not None else f
        attribute(root, "layer_names", [layer["name"] for layer in description["layers"]])
        root.attrs["backend"] = b"tensorflow"
        root.attrs["keras_version"] = description["version"]
        for layer in sorted(description["layers"], key=lambda item: item["name"]):
            group = root.create_group(layer["name"], track_order=description.get("track_order", False))
            named = arrays(layer)
            attribute(group, "weight_names", [name for name, _ in named])
            for name, values in named:
                extra = dict(description.get("dataset", {}))
                if "chunks" in extra:
                    extra["chunks"] = tuple(max(1, min(side, (side + 1) // 2)) for side in values.shape)
                group.create_dataset(name, data=values, **extra)
        root.create_group("top_level_model_weights").attrs["weight_names"] = []


def write_variables(description, target):
    """description: layers: path, weights (values by number)."""
    with h5py.File(target, "w") as f:
        f.create_group("vars")
        for layer in description["layers"]:
            group = f.create_group(layer["path"]).create_group("vars")
            for number, (_, values) in enumerate(arrays(layer)):
                group[str(number)] = values


def write_archive(description, path):
    content = io.BytesIO()
    write_variables(description, content)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": description["version"], "date_saved": "2026-01-01@00:00:00"}))
        archive.writestr("config.json", json.dumps(description["config"]))
        archive.writestr("model.weights.h5", content.getvalue())


def dump(out, groups):
    json.dump([{"name": name, "weights": [{"name": key, "shape": list(v.shape), "bits": v.astype("<f4").view("<u4").ravel().tolist() if v.dtype.kind == "f" else None,
                                           "dtype": str(v.dtype)} for key, v in weights]} for name, weights in groups], out)


def read_legacy(path, out):
    """As load_weights_from_hdf5_group goes through a file."""
    with h5py.File(path, "r") as f, open(out, "w") as to:
        json.loads(f.attrs["model_config"])
        root = f["model_weights"]
        groups = []
        for name in read_attribute(root, "layer_names"):
            group = root[name]
            groups.append((name, [(key, np.asarray(group[key])) for key in read_attribute(group, "weight_names")]))
        json.dump({"config": json.loads(f.attrs["model_config"]), "version": str(f.attrs["keras_version"])}, open(out + ".config", "w"))
        dump(to, groups)


def read_archive(path, out):
    """As _load_model_from_fileobj goes through a file: the store reads HDF5 inside the zip, path by path."""
    with zipfile.ZipFile(path) as archive, open(out, "w") as to:
        json.dump({"config": json.loads(archive.read("config.json")), "version": json.loads(archive.read("metadata.json"))["keras_version"]}, open(out + ".config", "w"))
        with archive.open("model.weights.h5") as stream, h5py.File(stream, "r") as f:
            f["vars"]
            groups = []
            f.visititems(lambda name, item: groups.append((name[:-5], [(str(i), np.asarray(item[str(i)])) for i in range(len(item))]))
                         if name.endswith("/vars") and isinstance(item, h5py.Group) else None)
            dump(to, groups)


def write_external(description, path):
    write_legacy(description, path)
    with h5py.File(path, "r+") as f:
        group = f["model_weights"][description["replace"]["layer"]]
        name, kind, other = (description["replace"][key] for key in ("weight", "kind", "file"))
        values = np.asarray(group[name])
        del group[name]
        if kind == "external storage":
            values.astype("<f4").tofile(other)
            group.create_dataset(name, shape=values.shape, dtype="<f4", external=[(other, 0, values.nbytes)])
        elif kind == "external link":
            with h5py.File(other, "w") as o:
                o["values"] = values
            group[name] = h5py.ExternalLink(other, "/values")
        else:
            with h5py.File(other, "w") as o:
                o["values"] = values
            layout = h5py.VirtualLayout(shape=values.shape, dtype="<f4")
            layout[...] = h5py.VirtualSource(other, "values", shape=values.shape)
            group.create_virtual_dataset(name, layout)


if __name__ == "__main__":
    command, source, target = sys.argv[1:4]
    if command.startswith("read"):
        globals()[command](source, target)
    else:
        with open(source) as text:
            globals()[command](json.load(text), target)
