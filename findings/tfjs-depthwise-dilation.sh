#!/usr/bin/env bash
# TensorFlow.js 4.22.0 (@tensorflow/tfjs-layers): DepthwiseConv2D takes dilationRate without a word and saves it, but neither its shape nor its
# numbers heed it: a valid 3x3 window over 7x7 pixels with a dilation of 2 should give 3x3 values, as the operator of the same name does, and gives 5x5.
# Seen: layer: said null,5,5,1 gave 1,5,5,1 / operator: 1,3,3,1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat > depthwise.js <<'EOF'
const tf = require('@tensorflow/tfjs-core');
const { sequential, layers } = require('@tensorflow/tfjs-layers');
require('@tensorflow/tfjs-backend-cpu');
const x = tf.ones([1, 7, 7, 1]);
const model = sequential({ layers: [layers.depthwiseConv2d({ kernelSize: 3, dilationRate: 2, inputShape: [7, 7, 1] })] });
const layer = model.predict(x).shape;
const operator = tf.depthwiseConv2d(x, tf.ones([3, 3, 1, 1]), 1, 'valid', 'NHWC', 2).shape;
console.log(`layer: said ${model.outputs[0].shape.map(String)} gave ${layer}`);
console.log(`operator: ${operator}`);
process.exit(String(layer) === '1,5,5,1' && String(operator) === '1,3,3,1' ? 0 : 1);
EOF
node depthwise.js
