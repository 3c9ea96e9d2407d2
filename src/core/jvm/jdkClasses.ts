/** Which classes the JDK's packages have: what a simple name means where a package is imported whole (JLS §6.5, §7.5.2), Java 17 and 25. */
const classes: Readonly<Record<string, string>> = {
  'java.lang':
    'AbstractMethodError Appendable ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException AssertionError AutoCloseable ' +
    'Boolean BootstrapMethodError Byte CharSequence Character Class ClassCastException ClassCircularityError ClassFormatError ' +
    'ClassLoader ClassNotFoundException ClassValue CloneNotSupportedException Cloneable Comparable Compiler Deprecated Double Enum ' +
    'EnumConstantNotPresentException Error Exception ExceptionInInitializerError Float FunctionalInterface IO IllegalAccessError ' +
    'IllegalAccessException IllegalArgumentException IllegalCallerException IllegalMonitorStateException IllegalStateException ' +
    'IllegalThreadStateException IncompatibleClassChangeError IndexOutOfBoundsException InheritableThreadLocal InstantiationError ' +
    'InstantiationException Integer InternalError InterruptedException Iterable LayerInstantiationException LinkageError Long ' +
    'MatchException Math Module ModuleLayer NegativeArraySizeException NoClassDefFoundError NoSuchFieldError NoSuchFieldException ' +
    'NoSuchMethodError NoSuchMethodException NullPointerException Number NumberFormatException Object OutOfMemoryError Override Package ' +
    'Process ProcessBuilder ProcessHandle Readable Record ReflectiveOperationException Runnable Runtime RuntimeException ' +
    'RuntimePermission SafeVarargs ScopedValue SecurityException SecurityManager Short StableValue StackOverflowError StackTraceElement ' +
    'StackWalker StrictMath String StringBuffer StringBuilder StringIndexOutOfBoundsException SuppressWarnings System Thread ' +
    'ThreadDeath ThreadGroup ThreadLocal Throwable TypeNotPresentException UnknownError UnsatisfiedLinkError ' +
    'UnsupportedClassVersionError UnsupportedOperationException VerifyError VirtualMachineError Void WrongThreadException',
  'java.util':
    'AbstractCollection AbstractList AbstractMap AbstractQueue AbstractSequentialList AbstractSet ArrayDeque ArrayList Arrays Base64 ' +
    'BitSet Calendar Collection Collections Comparator ConcurrentModificationException Currency Date Deque Dictionary ' +
    'DoubleSummaryStatistics DuplicateFormatFlagsException EmptyStackException EnumMap EnumSet Enumeration EventListener ' +
    'EventListenerProxy EventObject FormatFlagsConversionMismatchException Formattable FormattableFlags Formatter ' +
    'FormatterClosedException GregorianCalendar HashMap HashSet Hashtable HexFormat IdentityHashMap IllegalFormatCodePointException ' +
    'IllegalFormatConversionException IllegalFormatException IllegalFormatFlagsException IllegalFormatPrecisionException ' +
    'IllegalFormatWidthException IllformedLocaleException InputMismatchException IntSummaryStatistics InvalidPropertiesFormatException ' +
    'Iterator LinkedHashMap LinkedHashSet LinkedList List ListIterator ListResourceBundle Locale LongSummaryStatistics Map ' +
    'MissingFormatArgumentException MissingFormatWidthException MissingResourceException NavigableMap NavigableSet ' +
    'NoSuchElementException Objects Observable Observer Optional OptionalDouble OptionalInt OptionalLong PrimitiveIterator ' +
    'PriorityQueue Properties PropertyPermission PropertyResourceBundle Queue Random RandomAccess ResourceBundle Scanner ' +
    'SequencedCollection SequencedMap SequencedSet ServiceConfigurationError ServiceLoader Set SimpleTimeZone SortedMap SortedSet ' +
    'Spliterator Spliterators SplittableRandom Stack StringJoiner StringTokenizer TimeZone Timer TimerTask TooManyListenersException ' +
    'TreeMap TreeSet UUID UnknownFormatConversionException UnknownFormatFlagsException Vector WeakHashMap',
  'java.util.function':
    'BiConsumer BiFunction BiPredicate BinaryOperator BooleanSupplier Consumer DoubleBinaryOperator DoubleConsumer DoubleFunction ' +
    'DoublePredicate DoubleSupplier DoubleToIntFunction DoubleToLongFunction DoubleUnaryOperator Function IntBinaryOperator IntConsumer ' +
    'IntFunction IntPredicate IntSupplier IntToDoubleFunction IntToLongFunction IntUnaryOperator LongBinaryOperator LongConsumer ' +
    'LongFunction LongPredicate LongSupplier LongToDoubleFunction LongToIntFunction LongUnaryOperator ObjDoubleConsumer ObjIntConsumer ' +
    'ObjLongConsumer Predicate Supplier ToDoubleBiFunction ToDoubleFunction ToIntBiFunction ToIntFunction ToLongBiFunction ' +
    'ToLongFunction UnaryOperator',
  'java.util.stream': 'BaseStream Collector Collectors DoubleStream Gatherer Gatherers IntStream LongStream Stream StreamSupport',
  'java.util.concurrent':
    'AbstractExecutorService ArrayBlockingQueue BlockingDeque BlockingQueue BrokenBarrierException Callable CancellationException ' +
    'CompletableFuture CompletionException CompletionService CompletionStage ConcurrentHashMap ConcurrentLinkedDeque ' +
    'ConcurrentLinkedQueue ConcurrentMap ConcurrentNavigableMap ConcurrentSkipListMap ConcurrentSkipListSet CopyOnWriteArrayList ' +
    'CopyOnWriteArraySet CountDownLatch CountedCompleter CyclicBarrier DelayQueue Delayed Exchanger ExecutionException Executor ' +
    'ExecutorCompletionService ExecutorService Executors Flow ForkJoinPool ForkJoinTask ForkJoinWorkerThread Future FutureTask ' +
    'LinkedBlockingDeque LinkedBlockingQueue LinkedTransferQueue Phaser PriorityBlockingQueue RecursiveAction RecursiveTask ' +
    'RejectedExecutionException RejectedExecutionHandler RunnableFuture RunnableScheduledFuture ScheduledExecutorService ' +
    'ScheduledFuture ScheduledThreadPoolExecutor Semaphore StructureViolationException StructuredTaskScope SubmissionPublisher ' +
    'SynchronousQueue ThreadFactory ThreadLocalRandom ThreadPoolExecutor TimeUnit TimeoutException TransferQueue',
  'java.util.concurrent.atomic':
    'AtomicBoolean AtomicInteger AtomicIntegerArray AtomicIntegerFieldUpdater AtomicLong AtomicLongArray AtomicLongFieldUpdater ' +
    'AtomicMarkableReference AtomicReference AtomicReferenceArray AtomicReferenceFieldUpdater AtomicStampedReference DoubleAccumulator ' +
    'DoubleAdder LongAccumulator LongAdder',
  'java.util.concurrent.locks':
    'AbstractOwnableSynchronizer AbstractQueuedLongSynchronizer AbstractQueuedSynchronizer Condition Lock LockSupport ReadWriteLock ' +
    'ReentrantLock ReentrantReadWriteLock StampedLock',
  'java.util.regex': 'MatchResult Matcher Pattern PatternSyntaxException',
  'java.time':
    'Clock DateTimeException DayOfWeek Duration Instant InstantSource LocalDate LocalDateTime LocalTime Month MonthDay OffsetDateTime ' +
    'OffsetTime Period Year YearMonth ZoneId ZoneOffset ZonedDateTime',
  'java.time.format':
    'DateTimeFormatter DateTimeFormatterBuilder DateTimeParseException DecimalStyle FormatStyle ResolverStyle SignStyle TextStyle',
  'java.time.temporal':
    'ChronoField ChronoUnit IsoFields JulianFields Temporal TemporalAccessor TemporalAdjuster TemporalAdjusters TemporalAmount ' +
    'TemporalField TemporalQueries TemporalQuery TemporalUnit UnsupportedTemporalTypeException ValueRange WeekFields',
  'java.math': 'BigDecimal BigInteger MathContext RoundingMode',
  'java.io':
    'BufferedInputStream BufferedOutputStream BufferedReader BufferedWriter ByteArrayInputStream ByteArrayOutputStream CharArrayReader ' +
    'CharArrayWriter CharConversionException Closeable Console DataInput DataInputStream DataOutput DataOutputStream EOFException ' +
    'Externalizable File FileDescriptor FileFilter FileInputStream FileNotFoundException FileOutputStream FilePermission FileReader ' +
    'FileWriter FilenameFilter FilterInputStream FilterOutputStream FilterReader FilterWriter Flushable IOError IOException InputStream ' +
    'InputStreamReader InterruptedIOException InvalidClassException InvalidObjectException LineNumberInputStream LineNumberReader ' +
    'NotActiveException NotSerializableException ObjectInput ObjectInputFilter ObjectInputStream ObjectInputValidation ObjectOutput ' +
    'ObjectOutputStream ObjectStreamClass ObjectStreamConstants ObjectStreamException ObjectStreamField OptionalDataException ' +
    'OutputStream OutputStreamWriter PipedInputStream PipedOutputStream PipedReader PipedWriter PrintStream PrintWriter ' +
    'PushbackInputStream PushbackReader RandomAccessFile Reader SequenceInputStream Serial Serializable SerializablePermission ' +
    'StreamCorruptedException StreamTokenizer StringBufferInputStream StringReader StringWriter SyncFailedException ' +
    'UTFDataFormatException UncheckedIOException UnsupportedEncodingException WriteAbortedException Writer',
  'java.nio':
    'Buffer BufferOverflowException BufferUnderflowException ByteBuffer ByteOrder CharBuffer DoubleBuffer FloatBuffer IntBuffer ' +
    'InvalidMarkException LongBuffer MappedByteBuffer ReadOnlyBufferException ShortBuffer',
  'java.nio.file':
    'AccessDeniedException AccessMode AtomicMoveNotSupportedException ClosedDirectoryStreamException ClosedFileSystemException ' +
    'ClosedWatchServiceException CopyOption DirectoryIteratorException DirectoryNotEmptyException DirectoryStream ' +
    'FileAlreadyExistsException FileStore FileSystem FileSystemAlreadyExistsException FileSystemException FileSystemLoopException ' +
    'FileSystemNotFoundException FileSystems FileVisitOption FileVisitResult FileVisitor Files InvalidPathException LinkOption ' +
    'LinkPermission NoSuchFileException NotDirectoryException NotLinkException OpenOption Path PathMatcher Paths ' +
    'ProviderMismatchException ProviderNotFoundException ReadOnlyFileSystemException SecureDirectoryStream SimpleFileVisitor ' +
    'StandardCopyOption StandardOpenOption StandardWatchEventKinds WatchEvent WatchKey WatchService Watchable',
  'java.nio.charset':
    'CharacterCodingException Charset CharsetDecoder CharsetEncoder CoderMalfunctionError CoderResult CodingErrorAction ' +
    'IllegalCharsetNameException MalformedInputException StandardCharsets UnmappableCharacterException UnsupportedCharsetException',
  'java.net':
    'Authenticator BindException CacheRequest CacheResponse ConnectException ContentHandler ContentHandlerFactory CookieHandler ' +
    'CookieManager CookiePolicy CookieStore DatagramPacket DatagramSocket DatagramSocketImpl DatagramSocketImplFactory FileNameMap ' +
    'HttpCookie HttpRetryException HttpURLConnection IDN Inet4Address Inet6Address InetAddress InetSocketAddress InterfaceAddress ' +
    'JarURLConnection MalformedURLException MulticastSocket NetPermission NetworkInterface NoRouteToHostException ' +
    'PasswordAuthentication PortUnreachableException ProtocolException ProtocolFamily Proxy ProxySelector ResponseCache ' +
    'SecureCacheResponse ServerSocket Socket SocketAddress SocketException SocketImpl SocketImplFactory SocketOption SocketOptions ' +
    'SocketPermission SocketTimeoutException StandardProtocolFamily StandardSocketOptions URI URISyntaxException URL URLClassLoader ' +
    'URLConnection URLDecoder URLEncoder URLPermission URLStreamHandler URLStreamHandlerFactory UnixDomainSocketAddress ' +
    'UnknownHostException UnknownServiceException',
  'java.text':
    'Annotation AttributedCharacterIterator AttributedString Bidi BreakIterator CharacterIterator ChoiceFormat CollationElementIterator ' +
    'CollationKey Collator CompactNumberFormat DateFormat DateFormatSymbols DecimalFormat DecimalFormatSymbols FieldPosition Format ' +
    'ListFormat MessageFormat Normalizer NumberFormat ParseException ParsePosition RuleBasedCollator SimpleDateFormat ' +
    'StringCharacterIterator',
  'java.lang.annotation':
    'Annotation AnnotationFormatError AnnotationTypeMismatchException Documented ElementType IncompleteAnnotationException Inherited ' +
    'Native Repeatable Retention RetentionPolicy Target',
  'java.lang.reflect':
    'AccessFlag AccessibleObject AnnotatedArrayType AnnotatedElement AnnotatedParameterizedType AnnotatedType AnnotatedTypeVariable ' +
    'AnnotatedWildcardType Array ClassFileFormatVersion Constructor Executable Field GenericArrayType GenericDeclaration ' +
    'GenericSignatureFormatError InaccessibleObjectException InvocationHandler InvocationTargetException ' +
    'MalformedParameterizedTypeException MalformedParametersException Member Method Modifier Parameter ParameterizedType Proxy ' +
    'RecordComponent ReflectPermission Type TypeVariable UndeclaredThrowableException WildcardType',
  'java.security':
    'AccessControlContext AccessControlException AccessController AlgorithmConstraints AlgorithmParameterGenerator ' +
    'AlgorithmParameterGeneratorSpi AlgorithmParameters AlgorithmParametersSpi AllPermission AsymmetricKey AuthProvider BasicPermission ' +
    'Certificate CodeSigner CodeSource CryptoPrimitive DEREncodable DigestException DigestInputStream DigestOutputStream DomainCombiner ' +
    'DomainLoadStoreParameter DrbgParameters GeneralSecurityException Guard GuardedObject Identity IdentityScope ' +
    'InvalidAlgorithmParameterException InvalidKeyException InvalidParameterException Key KeyException KeyFactory KeyFactorySpi ' +
    'KeyManagementException KeyPair KeyPairGenerator KeyPairGeneratorSpi KeyRep KeyStore KeyStoreException KeyStoreSpi MessageDigest ' +
    'MessageDigestSpi NoSuchAlgorithmException NoSuchProviderException PEMDecoder PEMEncoder PEMRecord PKCS12Attribute Permission ' +
    'PermissionCollection Permissions Policy PolicySpi Principal PrivateKey PrivilegedAction PrivilegedActionException ' +
    'PrivilegedExceptionAction ProtectionDomain Provider ProviderException PublicKey SecureClassLoader SecureRandom ' +
    'SecureRandomParameters SecureRandomSpi Security SecurityPermission Signature SignatureException SignatureSpi SignedObject Signer ' +
    'Timestamp URIParameter UnrecoverableEntryException UnrecoverableKeyException UnresolvedPermission',
  'java.sql':
    'Array BatchUpdateException Blob CallableStatement ClientInfoStatus Clob Connection ConnectionBuilder DataTruncation ' +
    'DatabaseMetaData Date Driver DriverAction DriverManager DriverPropertyInfo JDBCType NClob ParameterMetaData PreparedStatement ' +
    'PseudoColumnUsage Ref ResultSet ResultSetMetaData RowId RowIdLifetime SQLClientInfoException SQLData SQLDataException SQLException ' +
    'SQLFeatureNotSupportedException SQLInput SQLIntegrityConstraintViolationException SQLInvalidAuthorizationSpecException ' +
    'SQLNonTransientConnectionException SQLNonTransientException SQLOutput SQLPermission SQLRecoverableException ' +
    'SQLSyntaxErrorException SQLTimeoutException SQLTransactionRollbackException SQLTransientConnectionException SQLTransientException ' +
    'SQLType SQLWarning SQLXML Savepoint ShardingKey ShardingKeyBuilder Statement Struct Time Timestamp Types Wrapper',
};

const sets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(classes).map(([name, simpleNames]) => [name, new Set(simpleNames.split(' '))]),
);

/** Whether a package of the JDK has a class; undefined: the package is none of those that are known. */
export function jdkHasClass(packageName: string, simpleName: string): boolean | undefined {
  return sets.get(packageName)?.has(simpleName);
}
