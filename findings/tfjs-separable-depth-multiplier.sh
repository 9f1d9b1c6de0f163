#!/usr/bin/env bash
# TensorFlow.js 4.22.0 (@tensorflow/tfjs-layers): a SeparableConv2D is saved without its depth_multiplier, although DepthwiseConv2D is saved
# with it. A model with depthMultiplier 2 is saved without a word, and loading it again fails.
# Seen: separable: undefined / depthwise: 2 / Shape mismatch: [3,3,3,1] vs. [3,3,3,2]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat > separable.js <<'EOF'
const tf = require('@tensorflow/tfjs-core');
const { sequential, layers, loadLayersModel } = require('@tensorflow/tfjs-layers');
require('@tensorflow/tfjs-backend-cpu');
async function saved(layer) {
  const model = sequential({ layers: [layer] });
  let artifacts;
  await model.save(tf.io.withSaveHandler(async a => { artifacts = a; return { modelArtifactsInfo: {} }; }));
  return artifacts;
}
(async () => {
  const options = { kernelSize: 3, depthMultiplier: 2, inputShape: [8, 8, 3] };
  const separable = await saved(layers.separableConv2d({ filters: 4, ...options }));
  const depthwise = await saved(layers.depthwiseConv2d(options));
  const multiplier = artifacts => artifacts.modelTopology.config.layers[0].config.depth_multiplier;
  console.log(`separable: ${multiplier(separable)}`);
  console.log(`depthwise: ${multiplier(depthwise)}`);
  let message = 'loaded';
  try { await loadLayersModel(tf.io.fromMemory(separable)); } catch (e) { message = e.message; }
  console.log(message);
  process.exit(multiplier(separable) === undefined && multiplier(depthwise) === 2 && /Shape mismatch/.test(message) ? 0 : 1);
})();
EOF
node separable.js
