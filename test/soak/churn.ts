/** What happens to clusters: instances that are stopped or killed and come back, and the broker, too. */
import type { OrdersCluster, OrdersInstance } from '../../demo/cluster/ordersCluster.mjs';
import { between, oneOf, repeat, rest, type Driving } from './driving.js';

/** Until the signal; then everything runs again. */
export async function churn(driving: Driving, orders: OrdersCluster): Promise<void> {
  const { signal, random, tally } = driving;
  let rounds = 0;
  await rest(signal, 10_000);
  await repeat(driving, [20_000, 40_000], async () => {
    if (++rounds % 3 === 0) {
      const broker = oneOf(random, orders.cluster.brokers);
      await (random() < 0.5 ? broker.stop() : broker.kill());
      await rest(signal, between(random, 1000, 12_000));
      await broker.start();
      return tally.done('restarts of the broker');
    }
    const instance = oneOf(random, orders.instances);
    await (random() < 0.5 ? instance.stop() : instance.kill());
    await rest(signal, between(random, 1000, 15_000));
    instance.start();
    tally.done('restarts of an instance');
  });
  await Promise.all(orders.instances.map((instance) => bringBack(instance)));
}

/** One that has lost its broker for long may have ended by itself. */
async function bringBack(instance: OrdersInstance): Promise<void> {
  for (let tries = 1; ; tries++) {
    instance.start();
    try {
      return await instance.whenRunning(120_000);
    } catch (error) {
      if (tries === 3) throw error;
      await instance.kill();
    }
  }
}
