import { backend_util } from '@tensorflow/tfjs-core';

type Pair = readonly [number, number];
type Shape4D = [number, number, number, number];

/** A layer's sizes as the gradient kernels use them; pairs are [rows, columns]. */
export interface LayerSizes {
  inputShape: Shape4D;
  inputSize: Pair;
  kernelSize: Pair;
  stride: [number, number];
  dilation: [number, number];
  pads: readonly [Pair, Pair];
  /** d(K−1): how far the kernel reaches beyond its first entry. */
  reach: Pair;
  /** Trailing rows and columns of the padded input that no output looks at. */
  dropped: Pair;
}

/** What TF.js tells a convolution's gradient kernel about the layer. */
export interface LayerAttrs {
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
  dilations?: [number, number] | number;
  dataFormat?: 'NHWC' | 'NCHW';
}

/**
 * Sizes of the layer with input [N,H,W,C] and this filter shape, as the forward kernel computes
 * them. Throws on NCHW, which the forward kernel refuses too.
 */
export function layerSizes(
  inputShape: Shape4D,
  filterShape: Shape4D,
  attrs: LayerAttrs,
  depthwise: boolean,
): LayerSizes {
  const { strides, pad, dimRoundingMode, dilations = 1, dataFormat = 'NHWC' } = attrs;
  if (dataFormat !== 'NHWC') {
    throw new Error(`Expected a convolution in NHWC, found ${dataFormat}. Transpose the input.`);
  }
  const info = backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
  );
  const { top, bottom, left, right } = info.padInfo;
  const reach: Pair = [info.effectiveFilterHeight - 1, info.effectiveFilterWidth - 1];
  const seenRows = info.strideHeight * (info.outHeight - 1) + reach[0] + 1;
  const seenColumns = info.strideWidth * (info.outWidth - 1) + reach[1] + 1;
  return {
    inputShape,
    inputSize: [info.inHeight, info.inWidth],
    kernelSize: [info.filterHeight, info.filterWidth],
    stride: [info.strideHeight, info.strideWidth],
    dilation: [info.dilationHeight, info.dilationWidth],
    pads: [
      [top, bottom],
      [left, right],
    ],
    reach,
    dropped: [info.inHeight + top + bottom - seenRows, info.inWidth + left + right - seenColumns],
  };
}
