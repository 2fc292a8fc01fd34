/* What this browser saw before an opening, so that nobody can tell it something else afterwards. Bounded. */

const SEEN = 'rollingdrop.seen';
const SEEN_MAX = 200;
const BOX = 'rollingdrop.box.';
const BOXES_MAX = 30;

const read = (key) => JSON.parse(localStorage.getItem(key) ?? '[]');

/** The hash of the server's seed and the odds of a box, as they were shown. */
export function note(serverSeedHash, box, boxText) {
  const line = `${serverSeedHash} ${box.boxId} ${box.version} ${box.oddsHash}`;
  localStorage.setItem(SEEN, JSON.stringify([...read(SEEN).filter((other) => other !== line), line].slice(-SEEN_MAX)));
  const name = `${box.boxId} ${box.version}`;
  const names = [...read(BOX).filter((other) => other !== name), name];
  names.slice(0, -BOXES_MAX).forEach((old) => localStorage.removeItem(BOX + old));
  localStorage.setItem(BOX, JSON.stringify(names.slice(-BOXES_MAX)));
  localStorage.setItem(BOX + name, boxText);
}

/** Whether seed hash and odds of a receipt were shown here before. */
export function wasSeen(receipt) {
  return read(SEEN).includes(
    `${receipt.fairness?.serverSeedHash} ${receipt.boxId} ${receipt.boxVersion} ${receipt.oddsHash}`);
}

/** The text of a box as it was shown here; null when it was not. */
export const boxSeen = (receipt) => localStorage.getItem(`${BOX}${receipt.boxId} ${receipt.boxVersion}`);
