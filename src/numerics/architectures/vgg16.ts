import { vgg, vggBlocks } from './vgg.ts';

/** VGG-16: configuration D. 138,357,544 parameters. */
export const vgg16 = vgg('VGG-16', vggBlocks.D);
