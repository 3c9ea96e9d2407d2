/** Paths that a git tree gives, which anybody may have made. */

/** No segment may lead anywhere but down, be another name of git's own folder, or hold what some system reads as more than a name. */
const nowhere = /(?:^|\/)(?:\.{0,2}|\.git|git~\d+)(?=\/|$)/i;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const notOfNames = /[\\:\u0000-\u001f\u007f]/;
/** Devices of Windows, whatever the extension, and names that Windows changes when they are written. */
const windowsNames = /(?:^|\/)(?:(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?:\.[^/]*)?|[^/]*[ .])(?=\/|$)/i;
const notOfWindowsNames = /[<>"|?*]/;

/** `file` has forward slashes, and is relative to a folder: written there it lies in that folder, under just this name. */
export function isPlainPath(file: string, windows = process.platform === 'win32'): boolean {
  if (nowhere.test(file) || notOfNames.test(file)) return false;
  return !windows || !(windowsNames.test(file) || notOfWindowsNames.test(file));
}
