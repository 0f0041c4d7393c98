import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';

/** A self-signed RSA certificate for this machine, with its private key: PEM, good for an hour on either side of now. */
export type Certificate = { certificate: string; privateKey: string; publicKey: KeyObject };

const oids = { sha256WithRsa: '2a864886f70d01010b', commonName: '550403', subjectAltName: '551d11' };

/** Node can read certificates but not make them; this one has just the fields that a client asks for (RFC 5280). */
export function makeCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const algorithm = sequence(oid(oids.sha256WithRsa), der(0x05));
  const name = sequence(der(0x31, sequence(oid(oids.commonName), der(0x0c, Buffer.from('sightline.test')))));
  const time = (ms: number) => der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
  const hour = 3_600_000;
  const names = sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  const toSign = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(Date.now() - hour), time(Date.now() + hour)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(oid(oids.subjectAltName), der(0x04, names)))),
  );
  const signature = sign('sha256', toSign, privateKey);
  const raw = sequence(toSign, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    certificate: new X509Certificate(raw).toString(),
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    publicKey,
  };
}

/** A value in DER: its tag, its length, and what it holds. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}
