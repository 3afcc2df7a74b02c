// Loaded into the editor server before its own code: when the process that started it is killed outright and can stop
// nothing any more, the server ends by itself instead of staying behind on its port.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent || !isAlive(parent)) process.exit(1);
}, 1000).unref();

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
