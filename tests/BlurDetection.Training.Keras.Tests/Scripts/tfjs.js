// Makes, trains, saves and runs models with TensorFlow.js: node tfjs.js COMMAND FOLDER [arguments]. Pictures are raw floats, channels last.
const fs = require('fs');
const path = require('path');
const tf = require('@tensorflow/tfjs-core');
const layers = require('@tensorflow/tfjs-layers');
require('@tensorflow/tfjs-backend-cpu');
require('@tensorflow/tfjs-backend-wasm')
  .setWasmPaths(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm')) + '/');
const l = layers.layers;

function random(seed) {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
}

// Weights as a trained model has them: no bias at zero, no variance at one.
function shake(model) {
  const next = random(7);
  model.setWeights(model.weights.map(w => {
    const count = w.shape.reduce((a, b) => a * b, 1);
    const fan = w.shape.slice(0, -1).reduce((a, b) => a * b, 1);
    const values = Float32Array.from({ length: count }, () => /variance/.test(w.name) ? 0.5 + next()
      : /gamma/.test(w.name) ? 0.8 + 0.4 * next()
      : w.shape.length > 1 ? (next() * 2 - 1) * Math.sqrt((w.shape[w.shape.length - 1] === 2 ? 20 : 6) / fan) : (next() - 0.5) * 0.2);
    return tf.tensor(values, w.shape);
  }));
  return model;
}

function notebook(size) {
  const model = layers.sequential();
  model.add(l.rescaling({ scale: 1 / 255, inputShape: [size, size, 3] }));
  for (const [filters, kernelSize] of [[64, 3], [128, 2], [256, 2]]) {
    for (let i = 0; i < 2; i++) model.add(l.conv2d({ filters, kernelSize, padding: 'same', activation: 'relu' }));
    model.add(l.maxPooling2d({ poolSize: 2 }));
  }
  model.add(l.globalAveragePooling2d({}));
  for (const units of [512, 256, 128, 64]) model.add(l.dense({ units, activation: 'relu' }));
  model.add(l.dense({ units: 2, activation: 'softmax' }));
  return model;
}

// MobileNetV2's blocks: padding as it does it over strides, linear bottlenecks, residuals.
function mobilenet(size) {
  const input = layers.input({ shape: [size, size, 3] });
  const norm = x => l.batchNormalization({ epsilon: 1e-3, momentum: 0.999 }).apply(x);
  const relu6 = x => l.reLU({ maxValue: 6 }).apply(x);
  const block = (x, channels, filters, strides, expansion) => {
    let y = relu6(norm(l.conv2d({ filters: channels * expansion, kernelSize: 1, padding: 'same', useBias: false }).apply(x)));
    if (strides === 2) y = l.zeroPadding2d({ padding: [[0, 1], [0, 1]] }).apply(y);
    y = l.depthwiseConv2d({ kernelSize: 3, strides, useBias: false, padding: strides === 1 ? 'same' : 'valid' }).apply(y);
    y = norm(l.conv2d({ filters, kernelSize: 1, padding: 'same', useBias: false }).apply(relu6(norm(y))));
    return strides === 1 && channels === filters ? l.add().apply([x, y]) : y;
  };
  let x = l.rescaling({ scale: 1 / 127.5, offset: -1 }).apply(input);
  x = relu6(norm(l.conv2d({ filters: 16, kernelSize: 3, strides: 2, padding: 'same', useBias: false }).apply(x)));
  x = block(x, 16, 24, 2, 2);
  x = block(x, 24, 24, 1, 3);
  x = block(x, 24, 32, 2, 3);
  x = block(x, 32, 32, 1, 3);
  x = relu6(norm(l.conv2d({ filters: 96, kernelSize: 1, useBias: false }).apply(x)));
  x = l.dropout({ rate: 0.2 }).apply(l.globalAveragePooling2d({}).apply(x));
  return layers.model({ inputs: input, outputs: l.dense({ units: 2, activation: 'softmax' }).apply(x) });
}

// What the other two lack; sizes that are odd, windows that do not fit.
function everything() {
  const input = layers.input({ shape: [45, 38, 3] });
  let x = l.rescaling({ scale: 1 / 255 }).apply(input);
  x = l.conv2d({ filters: 6, kernelSize: 2, strides: 2, padding: 'same', activation: 'elu' }).apply(x);
  x = l.batchNormalization({ scale: false }).apply(x);
  x = l.prelu({ sharedAxes: [1, 2] }).apply(x);
  let y = l.separableConv2d({ filters: 8, kernelSize: [3, 2], padding: 'same', activation: 'selu' }).apply(x);
  y = l.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }).apply(y);
  y = l.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }).apply(y);
  let z = l.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same', activation: 'swish' }).apply(x);
  z = l.maxPooling2d({ poolSize: [3, 2], strides: 2, padding: 'same' }).apply(z);
  z = l.upSampling2d({ size: [2, 2] }).apply(l.activation({ activation: 'gelu' }).apply(z));
  x = l.concatenate().apply([y, z]);
  x = l.prelu().apply(l.leakyReLU({ alpha: 0.1 }).apply(x));
  x = l.conv2d({ filters: 5, kernelSize: 3, activation: 'hardSigmoid' }).apply(x);
  x = l.batchNormalization({ center: false, epsilon: 0.01 }).apply(l.elu().apply(x));
  for (const activation of ['softsign', 'mish', 'softplus', 'tanh', 'relu6', 'sigmoid']) x = l.activation({ activation }).apply(x);
  const vector = l.concatenate().apply([
    l.flatten().apply(l.maxPooling2d({ poolSize: 5 }).apply(x)), l.globalMaxPooling2d({}).apply(x), l.globalAveragePooling2d({}).apply(x)]);
  let v = l.batchNormalization({}).apply(l.dense({ units: 9, useBias: false }).apply(vector));
  v = l.dense({ units: 2, activation: 'linear' }).apply(l.gaussianNoise({ stddev: 1 }).apply(l.multiply().apply([v, l.prelu().apply(v)])));
  return layers.model({ inputs: input, outputs: l.softmax().apply(v) });
}

// One value through a sigmoid, as two classes are often told apart.
function single() {
  const model = layers.sequential();
  model.add(l.rescaling({ scale: 1 / 255, inputShape: [20, 31, 1] }));
  model.add(l.conv2d({ filters: 4, kernelSize: 3, strides: 3 }));
  model.add(l.reLU());
  model.add(l.flatten());
  model.add(l.dense({ units: 1, activation: 'sigmoid' }));
  return model;
}

const inside = () => {
  const base = mobilenet(48);
  const features = layers.model({ inputs: base.inputs, outputs: base.layers[base.layers.length - 3].output, name: 'backbone' });
  const model = layers.sequential();
  model.add(features);
  model.add(l.dense({ units: 12, activation: 'relu' }));
  model.add(l.dense({ units: 2, activation: 'softmax' }));
  return model;
};

const models = { notebook: () => notebook(128), mobilenet: () => mobilenet(96), everything, single, inside };

async function save(model, folder, trained) {
  await model.save(tf.io.withSaveHandler(async artifacts => {
    const paths = ['model.weights-1of2.bin', 'model.weights-2of2.bin'];
    const data = Buffer.from(tf.io.CompositeArrayBuffer.join(artifacts.weightData));
    const middle = Math.floor(data.length / 8) * 4;
    fs.writeFileSync(path.join(folder, paths[0]), data.subarray(0, middle));
    fs.writeFileSync(path.join(folder, paths[1]), data.subarray(middle));
    fs.writeFileSync(path.join(folder, 'model.json'), JSON.stringify({
      modelTopology: artifacts.modelTopology, format: artifacts.format, generatedBy: artifacts.generatedBy, convertedBy: artifacts.convertedBy,
      trainingConfig: artifacts.trainingConfig, weightsManifest: [{ paths, weights: artifacts.weightSpecs }],
    }));
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  }), { includeOptimizer: !!trained });
}

async function load(file) {
  const json = JSON.parse(fs.readFileSync(file, 'utf8'));
  const data = Buffer.concat(json.weightsManifest.flatMap(g => g.paths.map(p => fs.readFileSync(path.join(path.dirname(file), p)))));
  const weightData = data.buffer.slice(data.byteOffset, data.byteOffset + data.length);
  return layers.loadLayersModel(tf.io.fromMemory({
    modelTopology: json.modelTopology, weightSpecs: json.weightsManifest.flatMap(g => g.weights), weightData }));
}

function floats(file) {
  const data = fs.readFileSync(file);
  return new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
}

function predict(model, folder) {
  const [height, width, channels] = model.inputs[0].shape.slice(1);
  const pixels = floats(path.join(folder, 'pictures.bin'));
  const each = height * width * channels;
  const rows = [];
  for (let i = 0; i < pixels.length / each; i++)
    rows.push(...tf.tidy(() => model.predict(tf.tensor(pixels.subarray(i * each, (i + 1) * each), [1, height, width, channels])).dataSync()));
  fs.writeFileSync(path.join(folder, 'predictions.bin'), Buffer.from(Float32Array.from(rows).buffer));
}

function describe(model, folder) {
  const rows = model.layers.filter(layer => layer.getClassName() !== 'InputLayer').map(layer => ({
    name: layer.name, type: layer.getClassName(), shape: layer.outputShape, parameters: layer.countParams() }));
  fs.writeFileSync(path.join(folder, 'summary.json'), JSON.stringify(rows));
}

// A step through every layer on small cuts, then the dense layers on what the convolutions give.
async function train(folder) {
  const labels = JSON.parse(fs.readFileSync(path.join(folder, 'labels.json'), 'utf8'));
  const pixels = floats(path.join(folder, 'pictures.bin'));
  const each = 128 * 128 * 3;
  await tf.setBackend('cpu');
  const small = shake(notebook(16));
  small.compile({ optimizer: tf.train.adam(1e-3), loss: 'categoricalCrossentropy' });
  const cuts = tf.stack([0, 1].map(i => tf.slice(tf.tensor(pixels.subarray(i * each, (i + 1) * each), [128, 128, 3]), [56, 56, 0], [16, 16, 3])));
  await small.fit(cuts, tf.oneHot(labels.slice(0, 2), 2), { epochs: 1, batchSize: 2, verbose: 0 });
  const model = notebook(128);
  model.setWeights(small.getWeights().map(w => tf.tensor(w.dataSync(), w.shape)));
  const rows = [];
  await tf.setBackend('wasm');
  await tf.ready();
  const fast = layers.model({ inputs: model.inputs, outputs: model.layers[10].output });
  for (let i = 0; i < labels.length; i++)
    rows.push(...tf.tidy(() => fast.predict(tf.tensor(pixels.subarray(i * each, (i + 1) * each), [1, 128, 128, 3])).dataSync()));
  await tf.setBackend('cpu');
  const head = layers.sequential();
  head.add(l.inputLayer({ inputShape: [256] }));
  for (const layer of model.layers.slice(11)) {
    const copy = l.dense({ ...layer.getConfig(), name: layer.name + '_head' });
    head.add(copy);
    copy.setWeights(layer.getWeights().map(w => tf.tensor(w.dataSync(), w.shape)));
  }
  head.compile({ optimizer: tf.train.adam(1e-3), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const x = tf.tensor(Float32Array.from(rows), [labels.length, 256]);
  await head.fit(x, tf.oneHot(labels, 2), { epochs: 12, batchSize: 8, shuffle: false, verbose: 0 });
  model.layers.slice(11).forEach((layer, i) => layer.setWeights(head.layers[i + (head.layers.length - 5)].getWeights().map(w => tf.tensor(w.dataSync(), w.shape))));
  return model;
}

async function main([command, folder, ...rest]) {
  await tf.setBackend(rest.includes('wasm') ? 'wasm' : 'cpu');
  await tf.ready();
  let model;
  if (command === 'load') model = await load(path.join(folder, 'model.json'));
  else if (command === 'train') {
    model = await train(folder);
    const weights = model.getWeights().map(w => [w.dataSync(), w.shape]);
    await tf.setBackend('wasm');
    model = notebook(128);
    model.setWeights(weights.map(([data, shape]) => tf.tensor(data, shape)));
  } else model = shake(models[command]());
  if (command !== 'load') {
    await save(model, folder);
    describe(model, folder);
  }
  predict(model, folder);
}

main(process.argv.slice(2)).then(() => process.exit(0), error => {
  console.error(error.stack || error);
  process.exit(1);
});
