/** Authorities and certificates made by openssl and keytool at run time, in a folder. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificates {
  /** The path of a file. */
  at(file: string): string;
  read(file: string): string;
  /** `NAME.pem` and `NAME.key`. */
  makeAuthority(name: string): void;
  /** `NAME.pem`, `NAME.key` and, for a broker, `NAME.store.pem`. `days` below zero: expired. */
  makeCertificate(name: string, authority: string, hosts: string, days?: number): void;
  /** `NAME.p12`. */
  makePkcs12(name: string, password: string): void;
  /** `NAME.jks` of `NAME.p12` by the JDK's keytool, all under one password; `NAME.trust.jks` of `NAME.pem`. */
  makeJks(name: string, password: string): void;
  makeJksTrust(name: string, password: string): void;
}

export function createCertificates(directory: string): Certificates {
  const at = (name: string): string => join(directory, name);
  const read = (name: string): string => readFileSync(at(name), 'utf8');
  const openssl = (command: string): void => void execFileSync('openssl', command.split(' '), { cwd: directory, stdio: 'pipe' });
  const keytool = (command: string): void => void execFileSync('keytool', command.split(' '), { cwd: directory, stdio: 'pipe' });
  return {
    at,
    read,
    makeAuthority(name) {
      openssl(`req -x509 -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.pem -days 2 -subj /CN=${name}`);
    },
    makeCertificate(name, authority, hosts, days = 2) {
      openssl(`req -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.csr -subj /CN=${name}`);
      writeFileSync(at(`${name}.ext`), `subjectAltName=${hosts}\n`);
      const signer = `-CA ${authority}.pem -CAkey ${authority}.key -CAcreateserial`;
      openssl(`x509 -req -in ${name}.csr ${signer} -out ${name}.pem -days ${days} -extfile ${name}.ext`);
      openssl(`pkcs8 -topk8 -nocrypt -in ${name}.key -out ${name}.pk8`);
      writeFileSync(at(`${name}.store.pem`), `${read(`${name}.pk8`)}\n${read(`${name}.pem`)}`);
    },
    makeJks(name, password) {
      const source = `-srckeystore ${name}.p12 -srcstorepass ${password}`;
      keytool(`-importkeystore ${source} -destkeystore ${name}.jks -deststoretype JKS -deststorepass ${password} -noprompt`);
    },
    makeJksTrust(name, password) {
      keytool(`-importcert -file ${name}.pem -keystore ${name}.trust.jks -storetype JKS -storepass ${password} -noprompt`);
    },
    makePkcs12(name, password) {
      openssl(`pkcs12 -export -in ${name}.pem -inkey ${name}.key -out ${name}.p12 -passout pass:${password}`);
    },
  };
}
