/** The stores of the sample that are asked for, and how. */
import type { ApplicationState } from '../../src/applications/model.js';
import type { StoreQuery, StoreTarget } from '../../src/store/query.js';
import type { FolderReport } from '../../src/platform/analysis/analysisMessages.js';
import { findTopologies } from '../../src/extension/cluster/lenses/matching.js';
import { toStoreTarget } from '../../src/extension/cluster/session/storeTarget.js';
import { valueOf } from '../cluster/lib/programs.js';

export type ApplicationId = 'orders-app' | 'customers-app';
export const applicationIds: readonly ApplicationId[] = ['orders-app', 'customers-app'];

export interface AskedStore {
  readonly application: ApplicationId;
  readonly name: string;
  /** `silent`: the endpoint does not answer for it. */
  readonly kind: 'keyValue' | 'large' | 'window' | 'session' | 'silent';
  /** Every instance has all of it. */
  readonly isGlobal: boolean;
}

const store = (application: ApplicationId, name: string, kind: AskedStore['kind'], isGlobal = false): AskedStore => ({
  application,
  name,
  kind,
  isGlobal,
});

/** So many that memory for few views does not hold them. */
export const customers = 150_000;
export const customersStore = store('customers-app', 'customers-store', 'large');

export const askedStores: readonly AskedStore[] = [
  store('orders-app', 'KSTREAM-AGGREGATE-STATE-STORE-0000000003', 'keyValue'),
  store('orders-app', 'largest-order-by-product', 'keyValue'),
  store('orders-app', 'revenue-by-country', 'window'),
  store('orders-app', 'revenue-final-store', 'silent'),
  store('orders-app', 'orders-and-payments-this-join-store', 'silent'),
  customersStore,
  store('customers-app', 'products-store', 'keyValue', true),
  store('customers-app', 'orders-per-country', 'keyValue'),
  store('customers-app', 'KSTREAM-AGGREGATE-STATE-STORE-0000000026', 'session'),
  store('customers-app', 'orders-with-customers-subscription-store', 'silent'),
  store('customers-app', 'price-history', 'silent'),
];

/** Keys that the feed writes. */
export const countries = ['BR', 'CH', 'DE', 'DK', 'FR', 'IT', 'JP', 'NL', 'NO', 'PT'];
export const categories = ['kitchen', 'living', 'outdoor'];

/** As the editor makes it. */
export const targetOf = (state: ApplicationState, name: string, reports: readonly FolderReport[]): StoreTarget =>
  valueOf(toStoreTarget(state, name, findTopologies(reports, state.summary.id, undefined)));

export const ask = (target: StoreTarget, operation: StoreQuery['operation'], more: Partial<StoreQuery> = {}): StoreQuery => ({
  target,
  operation,
  asOf: null,
  limit: 1000,
  cursor: null,
  withBytes: false,
  withExpired: false,
  ...more,
});
