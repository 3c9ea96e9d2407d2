import { describe, expect, it } from 'vitest';
import { kafkaOfQuarkus, kafkaOfSpringBoot, toKafkaVersion } from '../../../src/platform/project/kafkaVersionOf.js';

describe('toKafkaVersion', () => {
  it.each([
    ['3.9.1', '3.9.1'],
    ['3.9.1-SNAPSHOT', '3.9.1'],
    ['4.0', '4.0'],
    ['7.4.0-ccs', '3.4.0'],
    ['7.4.0-0-ccs', '3.4.0'],
    ['5.5.1-ce', '2.5.0'],
    ['8.0.0-ccs', '4.0.0'],
    ['3.4.0.redhat-00001', '3.4.0'],
    ['9.9.9', '9.9.9'],
  ])('%s is %s', (written, version) => expect(toKafkaVersion(written)).toBe(version));

  it.each(['3.+', '[3.0,4.0)', 'latest.release', '', '${kafka.version}'])('%s is no version', (written) =>
    expect(toKafkaVersion(written)).toBeUndefined(),
  );
});

describe('versions that platforms bring', () => {
  // kafka.version of the tagged spring-boot-dependencies, kafka-streams of the published quarkus-bom.
  it.each([
    ['2.1.0.RELEASE', '2.0.0'],
    ['2.3.12.RELEASE', '2.5.1'],
    ['2.7.18', '3.1.2'],
    ['3.2.4', '3.6.1'],
    ['3.5.11', '3.9.1'],
    ['3.5.12', '3.9.2'],
    ['4.0.6', '4.1.2'],
    ['4.1.1', '4.2.1'],
  ])('Spring Boot %s brings Kafka %s', (boot, kafka) => expect(kafkaOfSpringBoot(boot)).toBe(kafka));

  it.each([
    ['2.16.0.Final', '3.3.1'],
    ['3.2.0.Final', '3.4.0'],
    ['3.8.0', '3.6.1'],
    ['3.27.0', '4.0.0'],
    ['3.38.0', '4.2.1'],
  ])('Quarkus %s brings Kafka %s', (quarkus, kafka) => expect(kafkaOfQuarkus(quarkus)).toBe(kafka));

  it('does not guess for releases after the table', () => {
    expect(kafkaOfSpringBoot('4.2.0')).toBeUndefined();
    expect(kafkaOfSpringBoot('9.0.0')).toBeUndefined();
    expect(kafkaOfQuarkus('3.99.0')).toBeUndefined();
    expect(kafkaOfSpringBoot('1.5.0')).toBeUndefined();
  });
});
