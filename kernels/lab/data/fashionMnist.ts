import { existsSync } from 'node:fs';
import path from 'node:path';
import type * as tf from '@tensorflow/tfjs-core';
import { currentHost } from '../currentHost';
import { cacheFolder, prepareCacheFolder } from './cacheFolder';
import { type Checksums, hasContent, isOfficialFolder } from './checksum';
import { type Origin, writeFailed, wrongContent } from './dataFailure';
import { download } from './download';
import { type ImageDataset, type ImageFolder, type ImageOptions, loadImageDataset } from './imageDataset';
import { imageFileNames } from './imageFiles';
import { sliceFolder } from './sliceFolder';

export interface FashionMnistOptions extends ImageOptions {
  /** 'slice' ships with the extension (6,000 + 1,000 images); 'full' is the official 60,000 + 10,000. */
  size?: 'slice' | 'full';
  /** A folder with the four official files, relative to the notebook: read instead of anything else. */
  folder?: string;
}

/** Where the full set is looked for. Apart from the defaults only so that tests need no internet. */
export interface FashionMnistPlaces {
  /** Debian's package dataset-fashion-mnist. */
  system: string;
  /** Tried in this order. */
  mirrors: readonly string[];
  checksums: Checksums;
  stallMs?: number;
}

const officialChecksums: Checksums = {
  'train-images-idx3-ubyte': 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
  'train-labels-idx1-ubyte': 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
  't10k-images-idx3-ubyte': '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
  't10k-labels-idx1-ubyte': '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
};

const officialPlaces: FashionMnistPlaces = {
  system: '/usr/share/datasets/fashion-mnist',
  mirrors: [
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
  ],
  checksums: officialChecksums,
};

const origin: Origin = {
  title: 'Fashion-MNIST',
  otherWay: "give { folder: '…' } with the four official files, or use the slice that ships: { size: 'slice' }.",
};

const facts = {
  title: origin.title,
  classNames: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
  moreImages: "Ask for fewer, or for the full set: { size: 'full' }.",
};

/** Zalando's 28 × 28 grey pictures of clothes in 10 classes (MIT licence): a slice at once and offline, or all of it. */
export function fashionMnist(options: FashionMnistOptions & { flat: true }): Promise<ImageDataset<tf.Tensor2D>>;
export function fashionMnist(options?: FashionMnistOptions & { flat?: false }): Promise<ImageDataset>;
export async function fashionMnist(options: FashionMnistOptions = {}): Promise<ImageDataset<tf.Tensor>> {
  return loadImageDataset(facts, await findFashionMnist(options), options);
}

/** The folder to read, downloaded into the cache first if nothing nearer has the files. */
export async function findFashionMnist(
  { size = 'slice', folder }: Pick<FashionMnistOptions, 'size' | 'folder'>,
  places = officialPlaces,
): Promise<ImageFolder> {
  if (folder !== undefined) {
    const given = path.resolve(currentHost().folder, folder);
    return { path: given, source: given };
  }
  if (size === 'slice') {
    return { path: sliceFolder(), source: 'the slice that ships: 6,000 training and 1,000 test images' };
  }
  const { system, checksums } = places;
  const cache = cacheFolder('fashion-mnist');
  if (await isOfficialFolder(cache, checksums)) return { path: cache, source: `the cache, ${cache}` };
  if (await isOfficialFolder(system, checksums)) return { path: system, source: system };
  await prepareCacheFolder(cache).catch((error: unknown) => {
    throw writeFailed(origin, cache, error);
  });
  const mirror = await downloadFromFirst(places, cache);
  return { path: cache, source: `${mirror}, now in the cache ${cache}` };
}

/** The first mirror that has all files; when none has, the failure of the first, which is the official one. */
async function downloadFromFirst(places: FashionMnistPlaces, cache: string): Promise<string> {
  let failure: unknown;
  for (const mirror of places.mirrors) {
    try {
      for (const name of imageFileNames) await downloadFile(places, mirror, name, cache);
      return mirror;
    } catch (error) {
      currentHost().signal.throwIfAborted();
      failure ??= error;
    }
  }
  throw failure;
}

async function downloadFile(
  { checksums, stallMs }: FashionMnistPlaces,
  mirror: string,
  name: string,
  cache: string,
): Promise<void> {
  const target = path.join(cache, `${name}.gz`);
  if (existsSync(target) && (await hasContent(target, checksums[name]))) return;
  await download(
    {
      url: `${mirror}${name}.gz`,
      origin,
      label: `Fashion-MNIST, ${name}`,
      stallMs,
      async verify(file) {
        if (!(await hasContent(file, checksums[name]))) throw wrongContent(origin, name, mirror);
      },
    },
    target,
  );
}
