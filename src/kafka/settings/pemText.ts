/** PEM out of a properties file, where line ends are written as `\n`, or were continued lines whose ends are spaces, or nothing, by now. */

const block = /-----BEGIN ([A-Z0-9 ]{1,40})-----([\sA-Za-z0-9+/=]*)-----END \1-----/g;

/** As files have it. What is no PEM stays as it is. Java reads a block whatever white space is in it (org.apache.kafka.common.security.ssl.DefaultSslEngineFactory). */
export function toPemText(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll(block, (_whole, label: string, body: string) => {
    const lines = body.replaceAll(/\s+/g, '').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
  });
}
