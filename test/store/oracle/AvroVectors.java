import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Prints what Avro's own library writes of random values: bytes, and the values as Java's own classes print them (JSON). The first line is the
 *  schema. Run by makeAvroVectors.mjs. */
public class AvroVectors {
  private static final Random random = new Random(20260101);
  private static final String SCHEMA =
      """
      {"type":"record","name":"Event","namespace":"com.acme","fields":[
        {"name":"long","type":"long","default":9223372036854775807},
        {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":30,"scale":4}},
        {"name":"tax","type":{"type":"fixed","name":"Tax","size":9,"logicalType":"decimal","precision":18,"scale":2}},
        {"name":"whole","type":{"type":"bytes","logicalType":"decimal","precision":20}},
        {"name":"id","type":{"type":"string","logicalType":"uuid"}},
        {"name":"day","type":{"type":"int","logicalType":"date"}},
        {"name":"timeMillis","type":{"type":"int","logicalType":"time-millis"}},
        {"name":"timeMicros","type":{"type":"long","logicalType":"time-micros"}},
        {"name":"millis","type":{"type":"long","logicalType":"timestamp-millis"}},
        {"name":"micros","type":{"type":"long","logicalType":"timestamp-micros"}},
        {"name":"nanos","type":{"type":"long","logicalType":"timestamp-nanos"}},
        {"name":"localMillis","type":{"type":"long","logicalType":"local-timestamp-millis"}},
        {"name":"localMicros","type":{"type":"long","logicalType":"local-timestamp-micros"}},
        {"name":"float","type":"float"},
        {"name":"choice","type":["null",
          {"type":"record","name":"A","namespace":"com.acme.inner","fields":[{"name":"a","type":"string"}]},
          {"type":"record","name":"B","namespace":"com.acme.inner","fields":[{"name":"b","type":["long","boolean"]}]}]},
        {"name":"textOrBytes","type":["string","bytes"]},
        {"name":"maybeTime","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null},
        {"name":"next","type":["null","Event"],"default":null}
      ]}""";

  private static final GenericData data = new GenericData();
  private static final Schema schema = new Schema.Parser().setValidateDefaults(false).parse(SCHEMA);

  public static void main(String[] args) throws Exception {
    data.addLogicalTypeConversion(new Conversions.DecimalConversion());
    data.addLogicalTypeConversion(new Conversions.UUIDConversion());
    data.addLogicalTypeConversion(new TimeConversions.DateConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimeMillisConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimeMicrosConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampNanosConversion());
    data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMillisConversion());
    data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMicrosConversion());
    System.out.println(Base64.getEncoder().encodeToString(SCHEMA.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      StringBuilder json = new StringBuilder();
      GenericRecord event = event(json, 2);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(schema, data).write(event, encoder);
      encoder.flush();
      System.out.println(Base64.getEncoder().encodeToString(out.toByteArray()) + "\t" + json);
    }
  }

  private static GenericRecord event(StringBuilder json, int depth) {
    GenericRecord event = new GenericData.Record(schema);
    long number = random.nextInt(4) == 0 ? Long.MIN_VALUE + random.nextInt(3) : random.nextLong() >> random.nextInt(64);
    put(event, json, "long", number, Math.abs((double) number) < 9e15 ? "" + number : quoted(number));
    BigDecimal price = new BigDecimal(new BigInteger(random.nextInt(90), random), 4);
    if (random.nextBoolean()) price = price.negate();
    put(event, json, "price", price, quoted(price.toPlainString()));
    BigDecimal tax = BigDecimal.valueOf(random.nextInt() * 1000L, 2);
    put(event, json, "tax", tax, quoted(tax.toPlainString()));
    BigDecimal whole = new BigDecimal(BigInteger.valueOf(random.nextLong() >> random.nextInt(64)));
    put(event, json, "whole", whole, quoted(whole.toPlainString()));
    UUID id = new UUID(random.nextLong(), random.nextLong());
    put(event, json, "id", id, quoted(id));
    LocalDate day = LocalDate.ofEpochDay(random.nextInt(200_000) - 100_000);
    put(event, json, "day", day, quoted(day));
    LocalTime millis = LocalTime.ofNanoOfDay((random.nextInt(86_400_000)) * 1_000_000L);
    put(event, json, "timeMillis", millis, quoted(millis.format(DateTimeFormatter.ofPattern("HH:mm:ss.SSS"))));
    LocalTime micros = LocalTime.ofNanoOfDay(random.nextInt(86_400_000) * 1_000_000L + random.nextInt(1000) * 1000L);
    put(event, json, "timeMicros", micros, quoted(micros.format(DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS"))));
    put(event, json, "millis", moment(3), quoted(text("SSS", "Z")));
    put(event, json, "micros", moment(6), quoted(text("SSSSSS", "Z")));
    put(event, json, "nanos", moment(9), quoted(text("SSSSSSSSS", "Z")));
    put(event, json, "localMillis", LocalDateTime.ofInstant(moment(3), ZoneOffset.UTC), quoted(text("SSS", "")));
    put(event, json, "localMicros", LocalDateTime.ofInstant(moment(6), ZoneOffset.UTC), quoted(text("SSSSSS", "")));
    float number32 = random.nextInt(1000) / 8f;
    put(event, json, "float", number32, "" + (number32 == (int) number32 ? "" + (int) number32 : "" + number32));
    switch (random.nextInt(4)) {
      case 0 -> put(event, json, "choice", null, "null");
      case 1 -> {
        GenericRecord a = new GenericData.Record(schema.getField("choice").schema().getTypes().get(1));
        a.put("a", "x" + number);
        put(event, json, "choice", a, "{\"com.acme.inner.A\":{\"a\":" + quoted("x" + number) + "}}");
      }
      default -> {
        GenericRecord b = new GenericData.Record(schema.getField("choice").schema().getTypes().get(2));
        boolean isLong = random.nextBoolean();
        b.put("b", isLong ? (Object) 7L : (Object) Boolean.TRUE);
        put(event, json, "choice", b, "{\"com.acme.inner.B\":{\"b\":" + (isLong ? "7" : "true") + "}}");
      }
    }
    if (random.nextBoolean()) put(event, json, "textOrBytes", "täxt", quoted("täxt"));
    else put(event, json, "textOrBytes", ByteBuffer.wrap(new byte[] {1, 2}), "{\"base64\":\"AQI=\"}");
    if (random.nextBoolean()) put(event, json, "maybeTime", null, "null");
    else put(event, json, "maybeTime", moment(3), quoted(text("SSS", "Z")));
    if (depth == 0 || random.nextBoolean()) put(event, json, "next", null, "null");
    else {
      StringBuilder inner = new StringBuilder();
      GenericRecord next = event(inner, depth - 1);
      put(event, json, "next", next, inner.toString());
    }
    json.insert(0, "{").append("}");
    return event;
  }

  private static Instant last;

  private static Instant moment(int digits) {
    long nanos = random.nextInt(1_000_000_000);
    long unit = digits == 3 ? 1_000_000 : digits == 6 ? 1000 : 1;
    // Avro 1.12 writes nanoseconds before 1970 999 milliseconds too late.
    long seconds = random.nextInt() * 2L;
    last = Instant.ofEpochSecond(digits == 9 ? Math.abs(seconds) : seconds, nanos - nanos % unit);
    return last;
  }

  private static String text(String fraction, String zone) {
    return last.atZone(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss." + fraction)) + zone;
  }

  private static void put(GenericRecord event, StringBuilder json, String name, Object value, String text) {
    event.put(name, value);
    json.append(json.length() == 0 ? "" : ",").append(quoted(name)).append(":").append(text);
  }

  private static String quoted(Object value) {
    return "\"" + value + "\"";
  }
}
