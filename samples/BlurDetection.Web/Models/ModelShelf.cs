using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Models;

/// <summary>The models that requests can choose from: the default one, and those uploaded since the start. In memory only.</summary>
internal sealed class ModelShelf : IDisposable
{
    public const string DefaultId = "default";
    private readonly IModelLoader _loader;
    private readonly int _capacity;
    private readonly Lock _lock = new();
    private readonly List<LoadedModel> _models;

    public ModelShelf(IModelLoader loader, IOptions<WebOptions> options)
    {
        (_loader, _capacity) = (loader, options.Value.MaxModels);
        _models = [loader.LoadDefault()];
    }

    public IReadOnlyList<LoadedModel> All
    {
        get { lock (_lock) return [.. _models]; }
    }

    /// <summary>The model of that name, the default one for none; <see langword="null"/> if there is no such model.</summary>
    public LoadedModel? Find(string? id)
    {
        lock (_lock) return string.IsNullOrEmpty(id) ? _models[0] : _models.Find(m => m.Id == id);
    }

    /// <summary>Loads and keeps a model; <see langword="null"/> if there is no room.</summary>
    /// <exception cref="InvalidModelException">The bytes are not a model.</exception>
    public LoadedModel? Add(Stream file, string fileName)
    {
        lock (_lock) if (_models.Count > _capacity) return null;
        var model = _loader.Load(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), fileName);
        lock (_lock)
        {
            if (_models.Count <= _capacity)
            {
                _models.Add(model);
                return model;
            }
        }
        model.Dispose();
        return null;
    }

    /// <summary>Removes an uploaded model.</summary>
    /// <returns>False if there is none of that name.</returns>
    public bool Remove(string id)
    {
        LoadedModel? model;
        lock (_lock)
        {
            model = id == DefaultId ? null : _models.Find(m => m.Id == id);
            if (model is null) return false;
            _models.Remove(model);
        }
        model.Dispose();
        return true;
    }

    public void Dispose()
    {
        foreach (var model in _models) model.Dispose();
    }
}
