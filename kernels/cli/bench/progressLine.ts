/** Says on one line of a terminal how far a long measurement is; without a terminal it is quiet. */
export function progressLine(label: string): (done: number, total: number) => void {
  return (done, total) => {
    if (process.stderr.isTTY !== true) return;
    process.stderr.write(done === total ? '\r\x1b[2K' : `\r\x1b[2K${label}: ${Math.floor((done / total) * 100)} %`);
  };
}
