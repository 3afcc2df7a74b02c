/** A power of two. Every device takes 256. */
export const workgroupSize = 256;
