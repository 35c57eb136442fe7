/**
 * Writes tests/fixtures/golden/photo.json, what TensorFlow.js computes with the detector's own graph:
 *
 *     (cd training && python fetch_photo.py)
 *     node --experimental-strip-types tests/numerics/network/regeneratePhoto.ts
 *
 * The graph runs twice, on the plain cpu backend: with the weights that came with it, and with those
 * that the book ships in their places. The gradient is automatic differentiation's. Takes minutes.
 */
import { readFileSync, writeFileSync } from 'node:fs';

import * as tf from '@tensorflow/tfjs';

import { manifestSchema, type Manifest } from '#numerics/network/manifest.ts';
import { decodeWeights } from '#numerics/network/weights.ts';

import { photograph } from './photograph.ts';
import { sampled, type PhotoGolden } from './photoGolden.ts';

const FOLDER = 'training/.data/photo';
const IMAGES = ['chelsea-224.png', 'coffee-224.png'];
const MOBILENET = 'FeatureExtractor/MobilenetV2';
const HEADS = Array.from({ length: 6 }, (_, i) => `BoxPredictor_${i}/ClassPredictor/BiasAdd`);
const OUTPUTS = 91;
/** Where the values of some of the book's places are in the graph. */
const NODES: Record<string, string> = {
  conv1: `${MOBILENET}/Conv/Relu6`,
  'block1.depthwise': `${MOBILENET}/expanded_conv/depthwise/Relu6`,
  block2: `${MOBILENET}/expanded_conv_1/project/BatchNorm/batchnorm/add_1`,
  block3: `${MOBILENET}/expanded_conv_2/ArithmeticOptimizer/AddOpsRewrite_add`,
  'block14.expand': `${MOBILENET}/expanded_conv_13/expand/Relu6`,
  block17: `${MOBILENET}/expanded_conv_16/project/BatchNorm/batchnorm/add_1`,
  conv2: `${MOBILENET}/Conv_1/Relu6`,
  extra4: `${MOBILENET}/layer_19_2_Conv2d_5_3x3_s2_128/Relu6`,
};

interface ModelFile {
  modelTopology: object;
  weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}

/** COCO's numbers of the 80 classes; ten of the 90 were never used. */
const NUMBERS = Array.from({ length: 90 }, (_, i) => i + 1).filter(
  (number) => ![12, 26, 29, 30, 45, 66, 68, 69, 71, 83].includes(number),
);

const file = JSON.parse(readFileSync(`${FOLDER}/model.json`, 'utf8')) as ModelFile;
const manifest = manifestSchema.parse(
  JSON.parse(readFileSync('public/models/photo/manifest.json', 'utf8')),
);

await tf.setBackend('cpu');
const images = await Promise.all(IMAGES.map((name) => photograph(name, manifest)));
const cat = manifest.classes.indexOf('cat');
const golden: PhotoGolden = {
  software: `TensorFlow.js ${tf.version.tfjs}, cpu backend, the detector's own graph`,
  images: IMAGES,
  before: valuesOf(await graphModel(originalWeights())),
  after: valuesOf(await graphModel(withShippedWeights(originalWeights(), manifest))),
  gradient: { ...gradientOf(await graphModel(withShippedWeights(originalWeights(), manifest))) },
};
writeFileSync('tests/fixtures/golden/photo.json', `${JSON.stringify(golden)}\n`);

function originalWeights(): Map<string, Float32Array | Int32Array> {
  const weights = new Map<string, Float32Array | Int32Array>();
  for (const { paths, weights: specs } of file.weightsManifest) {
    const shards = paths.map((path) => readFileSync(`${FOLDER}/${path}`));
    const bytes = Uint8Array.from(Buffer.concat(shards)).buffer;
    let offset = 0;
    for (const { name, shape, dtype } of specs) {
      const count = shape.reduce((product, n) => product * n, 1);
      const values = dtype === 'int32' ? Int32Array : Float32Array;
      weights.set(name, new values(bytes.slice(offset, offset + 4 * count)));
      offset += 4 * count;
    }
  }
  return weights;
}

async function graphModel(weights: Map<string, Float32Array | Int32Array>): Promise<tf.GraphModel> {
  const specs = file.weightsManifest.flatMap((group) => group.weights);
  const data = Buffer.concat(
    specs.map(({ name }) => {
      const { buffer } = weights.get(name) ?? new Float32Array();
      return Buffer.from(buffer as ArrayBuffer);
    }),
  );
  return tf.loadGraphModel({
    load: () =>
      Promise.resolve({
        modelTopology: file.modelTopology,
        weightSpecs: specs,
        weightData: Uint8Array.from(data).buffer,
      }),
  });
}

/** The graph's weights such that it computes what the book's network does, where that has weights. */
function withShippedWeights(
  weights: Map<string, Float32Array | Int32Array>,
  { layers }: Manifest,
): typeof weights {
  const bytes = Uint8Array.from(readFileSync('public/models/photo/weights.bin')).buffer;
  const put = (name: string, values: Float32Array) => {
    if (weights.get(name)?.length !== values.length) throw new Error(`no place for ${name}`);
    weights.set(name, values);
  };
  for (const [layer, { kernel, bias }] of Object.entries(decodeWeights(layers, bytes))) {
    const head = /^head(\d)(\.depthwise)?$/.exec(layer);
    const node = head ? `BoxPredictor_${Number(head[1]) - 1}` : nodeOf(layer);
    const ones = new Float32Array(bias.values.length).fill(1);
    if (head?.[2]) {
      put(`${node}/ClassPredictor_depthwise/depthwise_weights`, kernel.values);
      const norm = `${node}/ClassPredictor_depthwise/BatchNorm`;
      put(`${norm}/gamma`, ones);
      put(`${norm}/beta`, bias.values);
      put(`${norm}/moving_mean`, new Float32Array(ones.length));
      put(
        `${norm}/moving_variance`,
        ones.map((one) => one - 0.001),
      ); // it adds 0.001
    } else if (head) {
      for (const [name, values] of [
        ['weights', kernel.values],
        ['biases', bias.values],
      ] as const) {
        const place = `${node}/ClassPredictor/${name}`;
        put(place, amongAllOutputs(weights.get(place), values));
      }
    } else if (layer.endsWith('.depthwise')) {
      put(`${node}/depthwise_weights`, kernel.values);
      put(`${node}/BatchNorm/batchnorm/mul`, ones);
      put(`${node}/BatchNorm/batchnorm/sub`, bias.values);
    } else {
      put(`${node}/Conv2D/merged_input`, kernel.values);
      put(`${node}/BatchNorm/batchnorm/sub`, bias.values);
    }
  }
  return weights;
}

function nodeOf(layer: string): string {
  const [, kind = '', number = '', part] = /^([a-z]+)(\d+)(?:\.(\w+))?$/.exec(layer) ?? [];
  const at = Number(number) - 1;
  if (kind === 'conv') return `${MOBILENET}/Conv${at === 0 ? '' : `_${at}`}`;
  if (kind === 'block') {
    return `${MOBILENET}/expanded_conv${at === 0 ? '' : `_${at}`}/${part ?? 'project'}`;
  }
  const [narrow, wide] = [
    [256, 512],
    [128, 256],
    [128, 256],
    [64, 128],
  ][at] ?? [0, 0];
  if (part === 'squeeze') return `${MOBILENET}/layer_19_1_Conv2d_${at + 2}_1x1_${narrow}`;
  const expand = `${MOBILENET}/layer_19_2_Conv2d_${at + 2}_3x3_s2_${wide}`;
  return part === 'depthwise' ? `${expand}_depthwise` : expand;
}

/** […, anchors · 80] in the places that its classes have among […, anchors · 91]. */
function amongAllOutputs(all: Float32Array | Int32Array | undefined, known: Float32Array) {
  const found = Float32Array.from(all ?? []);
  known.forEach((value, i) => {
    const [anchor, which] = [Math.floor(i / NUMBERS.length), i % NUMBERS.length];
    found[anchor * OUTPUTS + (NUMBERS[which] ?? 0)] = value;
  });
  return found;
}

/** All anchors' logits of the 80 classes, [N, A, 80]. */
function anchorsOf(model: tf.GraphModel, x: tf.Tensor): tf.Tensor {
  const heads = model.execute({ 'Preprocessor/sub': x }, HEADS) as tf.Tensor[];
  const lists = heads.map((maps) => maps.reshape([maps.shape[0] ?? 1, -1, OUTPUTS]));
  return tf.gather(tf.concat(lists, 1), tf.tensor1d(NUMBERS, 'int32'), 2);
}

function valuesOf(model: tf.GraphModel): PhotoGolden['before'] {
  return images.map((x) => {
    const names = Object.keys(NODES);
    const found = model.execute({ 'Preprocessor/sub': x }, Object.values(NODES)) as tf.Tensor[];
    const anchors = anchorsOf(model, x);
    const places = names.map((name, i) => [name, sampled(found[i]?.dataSync() ?? [])] as const);
    return {
      logits: [...anchors.max(1).dataSync()].map(digits),
      places: Object.fromEntries(
        [...places, ['anchors', sampled(anchors.dataSync())] as const].map(([name, values]) => [
          name,
          values.map(digits),
        ]),
      ),
    };
  });
}

function gradientOf(model: tf.GraphModel): PhotoGolden['gradient'] {
  const [x] = images;
  if (!x) throw new Error('no image');
  const logit = (image: tf.Tensor) => anchorsOf(model, image).max(1).gather([cat], 1).sum();
  const gradient = tf.grad(logit)(x).dataSync();
  return {
    class: 'cat',
    values: sampled(gradient).map(digits),
    norm: digits(Math.hypot(...sampled(gradient))),
  };
}

function digits(value: number): number {
  return Number(value.toPrecision(7));
}
