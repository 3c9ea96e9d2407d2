import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Runs main methods one after the other, as a JVM of its own each would, but starts once. Asked on standard input: a count of texts, then each
 * as its length and its bytes: folder of the classes (or nothing), class, standard input, arguments. Answers status, output and errors so.
 */
public final class WarmJava {
  /** Tools end by Kafka's own Exit, which is told what to do instead. */
  private static final class Ended extends Error {
    Ended() {
      super("ended", null, false, false);
    }
  }

  /** Scala keeps the first System.out that it sees: that one is never another, only where it writes. */
  private static final class Switch extends OutputStream {
    private ByteArrayOutputStream now = new ByteArrayOutputStream();
    private boolean isOver;

    @Override
    public synchronized void write(int b) {
      if (!isOver) now.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (!isOver) now.write(bytes, offset, length);
    }

    /** What is written from now on comes after the end. */
    synchronized void end() {
      isOver = true;
    }

    synchronized byte[] taken() {
      byte[] bytes = now.toByteArray();
      now = new ByteArrayOutputStream();
      isOver = false;
      return bytes;
    }
  }

  public static void main(String[] none) throws IOException, ReflectiveOperationException {
    DataInputStream asked = new DataInputStream(System.in);
    DataOutputStream answers = new DataOutputStream(new java.io.BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    Switch out = new Switch();
    Switch err = new Switch();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    Integer[] ended = new Integer[1];
    insteadOfExit(status -> {
      System.out.flush();
      System.err.flush();
      out.end();
      err.end();
      // Tools that catch everything catch this, too, and end once more.
      if (ended[0] == null) ended[0] = status;
      throw new Ended();
    });
    Map<String, ClassLoader> loaders = new HashMap<>();
    for (;;) {
      String[] texts;
      try {
        texts = new String[asked.readInt()];
      } catch (EOFException over) {
        System.exit(0);
        return;
      }
      for (int i = 0; i < texts.length; i++) texts[i] = new String(asked.readNBytes(asked.readInt()), StandardCharsets.UTF_8);
      System.setIn(new ByteArrayInputStream(texts[2].getBytes(StandardCharsets.UTF_8)));
      ended[0] = null;
      boolean isGood = run(loaders.computeIfAbsent(texts[0], WarmJava::loaderOf), texts[1], Arrays.copyOfRange(texts, 3, texts.length));
      System.out.flush();
      System.err.flush();
      answers.writeInt(ended[0] != null ? ended[0] : isGood ? 0 : 1);
      for (byte[] bytes : new byte[][] {out.taken(), err.taken()}) {
        answers.writeInt(bytes.length);
        answers.write(bytes);
      }
      answers.flush();
    }
  }

  /** Kafka's own Exit, which has another package since 4.4. */
  private static void insteadOfExit(IntConsumer end) throws ReflectiveOperationException {
    Class<?> exit;
    try {
      exit = Class.forName("org.apache.kafka.common.utils.Exit");
    } catch (ClassNotFoundException since44) {
      exit = Class.forName("org.apache.kafka.common.utils.internals.Exit");
    }
    Class<?> procedure = Class.forName(exit.getName() + "$Procedure");
    Object instead = Proxy.newProxyInstance(procedure.getClassLoader(), new Class<?>[] {procedure}, (proxy, method, args) -> {
      end.accept((Integer) args[0]);
      return null;
    });
    exit.getMethod("setExitProcedure", procedure).invoke(null, instead);
    exit.getMethod("setHaltProcedure", procedure).invoke(null, instead);
  }

  private static ClassLoader loaderOf(String classes) {
    ClassLoader own = WarmJava.class.getClassLoader();
    try {
      return classes.isEmpty() ? own : new URLClassLoader(new URL[] {Path.of(classes).toUri().toURL()}, own);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(classes, e);
    }
  }

  /** False: it threw, which it wrote as a JVM does. */
  private static boolean run(ClassLoader loader, String name, String[] args) {
    Thread.currentThread().setContextClassLoader(loader);
    try {
      var main = Class.forName(name, true, loader).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) args);
      return true;
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      return false;
    } catch (ReflectiveOperationException e) {
      e.printStackTrace();
      return false;
    }
  }
}
