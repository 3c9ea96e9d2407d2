import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.apache.kafka.streams.state.internals.BlockBasedTableConfigWithAccessibleCache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteOptions;

/** Opens databases as RocksDBStore does, fills and reads them, and prints what their write buffers and caches hold: SETTER (or none) STORES ROWS FOLDER. */
public class BoundedStores {
    public static void main(String[] args) throws Exception {
        int stores = Integer.parseInt(args[1]);
        int rows = Integer.parseInt(args[2]);
        List<RocksDB> databases = new ArrayList<>();
        List<Options> all = new ArrayList<>();
        List<RocksDBConfigSetter> setters = new ArrayList<>();
        for (int i = 0; i < stores; i++) {
            Options options = new Options();
            BlockBasedTableConfigWithAccessibleCache table = new BlockBasedTableConfigWithAccessibleCache();
            table.setBlockCache(new LRUCache(50 * 1024 * 1024L));
            table.setBlockSize(4096L);
            options.setTableFormatConfig(table);
            options.setWriteBufferSize(16 * 1024 * 1024L).setMaxWriteBufferNumber(3).setCreateIfMissing(true);
            if (!args[0].equals("none")) {
                RocksDBConfigSetter setter = (RocksDBConfigSetter) Class.forName(args[0]).getDeclaredConstructor().newInstance();
                setter.setConfig("store-" + i, options, Map.of());
                // RocksDBStore refuses to open where the cache is not that of its own class.
                table.blockCache();
                setters.add(setter);
            }
            databases.add(RocksDB.open(options, Files.createDirectory(Path.of(args[3], "store-" + i)).toString()));
            all.add(options);
        }
        byte[] value = new byte[500];
        long most = 0;
        try (WriteOptions withoutLog = new WriteOptions().setDisableWAL(true)) {
            for (int row = 0; row < rows; row++) {
                for (RocksDB database : databases) database.put(withoutLog, ("key-" + row).getBytes(), value);
                if (row % 1000 != 0) continue;
                whenFlushed(databases);
                most = Math.max(most, sum(databases, "rocksdb.cur-size-all-mem-tables"));
            }
        }
        whenFlushed(databases);
        for (int row = 0; row < rows; row++) for (RocksDB database : databases) database.get(("key-" + row).getBytes());
        boolean isShared = !args[0].equals("none");
        long cache = isShared ? databases.get(0).getLongProperty("rocksdb.block-cache-usage") : sum(databases, "rocksdb.block-cache-usage");
        // One that closes takes nothing from the others.
        if (isShared) setters.get(0).close("store-0", all.get(0));
        databases.get(0).close();
        databases.get(1).get("key-1".getBytes());
        System.out.println("{\"mostWriteBuffers\": " + most + ", \"cache\": " + cache + "}");
    }

    /** RocksDB does not hold writers up: on a busy machine they outrun what flushes free, by as much as the machine is busy. */
    private static void whenFlushed(List<RocksDB> databases) throws Exception {
        while (sum(databases, "rocksdb.mem-table-flush-pending") + sum(databases, "rocksdb.num-running-flushes") > 0) Thread.sleep(1);
    }

    private static long sum(List<RocksDB> databases, String property) throws Exception {
        long sum = 0;
        for (RocksDB database : databases) sum += database.getLongProperty(property);
        return sum;
    }
}
