/** Settings that systems set by themselves: what the code has for the case that they are not set never counts. */

/** Source: System#getProperties. */
const systemProperty =
  /^(?:(?:java|os|path|line|native|stdout|stderr|sun|jdk)\..*|file\.(?:separator|encoding)|user\.(?:name|home|dir|language|country|timezone))$/;
/** Of most systems and containers. */
const environmentVariable =
  /^(?:PATH|HOME|USER|USERNAME|LOGNAME|SHELL|PWD|HOSTNAME|COMPUTERNAME|LANG|TERM|OS|TMP|TEMP|TMPDIR|JAVA_HOME|KUBERNETES_.*)$/;

/** Of a variable of the environment, a system property, or what a configuration finds in either. */
export function isAlwaysSet(name: string): boolean {
  return systemProperty.test(name) || environmentVariable.test(name);
}
