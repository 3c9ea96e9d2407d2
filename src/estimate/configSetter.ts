/**
 * The source of a RocksDBConfigSetter with which all RocksDB stores of a JVM share one budget. By default each store partition, and each segment of
 * a window store, has a cache of its own of 50 MiB and up to 48 MiB of write buffers (RocksDBStore), outside the heap.
 *
 * Rules of it: cache and write-buffer manager are static, as Kafka Streams makes a setter for each store; they are not closed with a store, as
 * the others use them; the table configuration that Kafka Streams made is changed, never replaced (RocksDBStore reads the cache of its own class);
 * index and filters lie in the cache, else they are outside of every bound. Kafka Streams initialises the class that its configuration names before it
 * opens a store, so what is static loads RocksDB's library first (Scala's object is not made before a store uses it).
 */
export const setterLanguages = ['java', 'kotlin', 'scala'] as const;
export type SetterLanguage = (typeof setterLanguages)[number];

export interface SetterAsk {
  /** Of all stores of a JVM together, in bytes. */
  readonly budgetBytes: number;
  /** null: the default package. */
  readonly packageName: string | null;
  readonly className: string;
  readonly language: SetterLanguage;
}

/** RocksDB writes a block of a write buffer of 16 MiB at a time: with less than two of them it does little else than to flush. */
export const leastBudgetBytes = 32 * 1024 * 1024;

/** What the project's configuration has to say. */
export const setterConfigLine = ({ packageName, className }: SetterAsk): string =>
  `rocksdb.config.setter=${packageName === null ? '' : `${packageName}.`}${className}`;

export function writeConfigSetter(ask: SetterAsk): string {
  return { java, kotlin, scala }[ask.language](ask);
}

const bytes = (value: number, separator = '_'): string => value.toLocaleString('en-US').replaceAll(',', separator);

/** Half of it: reads have as much, and what is written is charged to the same cache. */
const writeBuffersOf = (budget: number): number => Math.floor(budget / 2);

const about = (ask: SetterAsk): readonly string[] => [
  'All RocksDB stores of this JVM share this memory: blocks that were read, indexes, filters and write buffers.',
  `Switch it on with ${setterConfigLine(ask)}`,
  'Iterators that are not closed hold more. With less memory writes are flushed more often, and cost more time.',
];

const comment = (lines: readonly string[]): string => ['/**', ...lines.map((line) => ` * ${line}`), ' */'].join('\n');

function java(ask: SetterAsk): string {
  const { budgetBytes, packageName, className } = ask;
  return `${packageName === null ? '' : `package ${packageName};\n\n`}import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

${comment(about(ask))}
public class ${className} implements RocksDBConfigSetter {
    private static final long BUDGET_BYTES = ${bytes(budgetBytes)}L;
    private static final long WRITE_BUFFER_BYTES = ${bytes(writeBuffersOf(budgetBytes))}L;

    // The class is loaded with the configuration, before any store: nothing has loaded RocksDB by then.
    static {
        RocksDB.loadLibrary();
    }

    // Static: Kafka Streams makes one of this class for each store, and for each segment of a window store.
    private static final Cache CACHE = new LRUCache(BUDGET_BYTES, -1, false, 0.1);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(final String storeName, final Options options, final Map<String, Object> configs) {
        // Changed, not replaced: Kafka Streams needs the table configuration that it made.
        final BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        // A write buffer takes memory in pieces of this size. By default of 1 MiB, which many stores together have no room for: each flushes all the time.
        options.setArenaBlockSize(64 * 1024L);
    }

    @Override
    public void close(final String storeName, final Options options) {
        // Cache and write buffers are the other stores', too.
    }
}
`;
}

function kotlin(ask: SetterAsk): string {
  const { budgetBytes, packageName, className } = ask;
  return `${packageName === null ? '' : `package ${packageName}\n\n`}import org.apache.kafka.streams.state.RocksDBConfigSetter
import org.rocksdb.BlockBasedTableConfig
import org.rocksdb.Cache
import org.rocksdb.LRUCache
import org.rocksdb.Options
import org.rocksdb.RocksDB
import org.rocksdb.WriteBufferManager

${comment(about(ask))}
class ${className} : RocksDBConfigSetter {
    override fun setConfig(storeName: String, options: Options, configs: Map<String, Any>) {
        // Changed, not replaced: Kafka Streams needs the table configuration that it made.
        val table = options.tableFormatConfig() as BlockBasedTableConfig
        table.setBlockCache(cache)
        table.setCacheIndexAndFilterBlocks(true)
        table.setCacheIndexAndFilterBlocksWithHighPriority(true)
        options.setTableFormatConfig(table)
        options.setWriteBufferManager(writeBuffers)
        // A write buffer takes memory in pieces of this size. By default of 1 MiB, which many stores together have no room for: each flushes all the time.
        options.setArenaBlockSize(64 * 1024L)
    }

    override fun close(storeName: String, options: Options) {
        // Cache and write buffers are the other stores', too.
    }

    // Kafka Streams makes one of this class for each store, and for each segment of a window store.
    private companion object {
        // The class is loaded with the configuration, before any store: nothing has loaded RocksDB by then.
        init {
            RocksDB.loadLibrary()
        }

        const val BUDGET_BYTES = ${bytes(budgetBytes)}L
        const val WRITE_BUFFER_BYTES = ${bytes(writeBuffersOf(budgetBytes))}L
        val cache: Cache = LRUCache(BUDGET_BYTES, -1, false, 0.1)
        val writeBuffers = WriteBufferManager(WRITE_BUFFER_BYTES, cache)
    }
}
`;
}

function scala(ask: SetterAsk): string {
  const { budgetBytes, packageName, className } = ask;
  return `${packageName === null ? '' : `package ${packageName}\n\n`}import org.apache.kafka.streams.state.RocksDBConfigSetter
import org.rocksdb.{BlockBasedTableConfig, Cache, LRUCache, Options, WriteBufferManager}

${comment(about(ask))}
class ${className} extends RocksDBConfigSetter {
  import ${className}._

  override def setConfig(storeName: String, options: Options, configs: java.util.Map[String, Object]): Unit = {
    // Changed, not replaced: Kafka Streams needs the table configuration that it made.
    val table = options.tableFormatConfig().asInstanceOf[BlockBasedTableConfig]
    table.setBlockCache(cache)
    table.setCacheIndexAndFilterBlocks(true)
    table.setCacheIndexAndFilterBlocksWithHighPriority(true)
    options.setTableFormatConfig(table)
    options.setWriteBufferManager(writeBuffers)
    // A write buffer takes memory in pieces of this size. By default of 1 MiB, which many stores together have no room for: each flushes all the time.
    options.setArenaBlockSize(64 * 1024L)
  }

  // Cache and write buffers are the other stores', too.
  override def close(storeName: String, options: Options): Unit = ()
}

// Kafka Streams makes one of the class for each store, and for each segment of a window store.
object ${className} {
  private val BudgetBytes = ${bytes(budgetBytes, '')}L
  private val WriteBufferBytes = ${bytes(writeBuffersOf(budgetBytes), '')}L
  private val cache: Cache = new LRUCache(BudgetBytes, -1, false, 0.1)
  private val writeBuffers = new WriteBufferManager(WriteBufferBytes, cache)
}
`;
}
