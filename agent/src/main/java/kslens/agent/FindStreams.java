package kslens.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Lets each constructor of KafkaStreams that is given a topology and its settings hand these and the new object to {@link Made}, as its last act. All other
 * classes stay as they are.
 */
final class FindStreams implements ClassFileTransformer {
    private static final String STREAMS = "org/apache/kafka/streams/KafkaStreams";
    private static final String GIVEN = "(Lorg/apache/kafka/streams/Topology;";
    private static final String HAND_OVER = "kslens$made";
    private static final String HAND_OVER_TYPE = "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V";

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (!STREAMS.equals(name) || redefined != null) {
            return null;
        }
        try {
            ClassReader reader = new ClassReader(bytes);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            Constructors constructors = new Constructors(writer);
            reader.accept(constructors, 0);
            if (!constructors.areFound) {
                throw new IllegalStateException("its constructors are others than this agent knows");
            }
            return writer.toByteArray();
        } catch (Throwable e) {
            Log.trouble("KafkaStreams stays as it is, and is not served", e);
            return null;
        }
    }

    private static final class Constructors extends ClassVisitor {
        boolean areFound;

        Constructors(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, type, signature, exceptions);
            if (!name.equals("<init>") || !type.startsWith(GIVEN) || Type.getArgumentTypes(type).length < 2) {
                return next;
            }
            areFound = true;
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitInsn(int opcode) {
                    if (opcode == Opcodes.RETURN) {
                        for (int local = 0; local < 3; local++) {
                            visitVarInsn(Opcodes.ALOAD, local);
                        }
                        visitMethodInsn(Opcodes.INVOKESTATIC, STREAMS, HAND_OVER, HAND_OVER_TYPE, false);
                    }
                    super.visitInsn(opcode);
                }
            };
        }

        @Override
        public void visitEnd() {
            if (areFound) {
                addHandOver(super.visitMethod(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, HAND_OVER, HAND_OVER_TYPE, null, null));
            }
            super.visitEnd();
        }

        /**
         * {@code try { ((Consumer) ClassLoader.getSystemClassLoader().loadClass("…Made").getDeclaredConstructor().newInstance()).accept(new Object[] {…}); }
         * catch (Throwable e) { e.printStackTrace(); }}: classes of the JDK alone, as KafkaStreams may be of a loader that does not see ours.
         */
        private static void addHandOver(MethodVisitor code) {
            Label start = new Label();
            Label end = new Label();
            Label caught = new Label();
            code.visitCode();
            code.visitTryCatchBlock(start, end, caught, "java/lang/Throwable");
            code.visitLabel(start);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/ClassLoader", "getSystemClassLoader", "()Ljava/lang/ClassLoader;", false);
            code.visitLdcInsn(Made.class.getName());
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/ClassLoader", "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;", false);
            emptyArray(code, "java/lang/Class");
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Class", "getDeclaredConstructor",
                "([Ljava/lang/Class;)Ljava/lang/reflect/Constructor;", false);
            emptyArray(code, "java/lang/Object");
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/reflect/Constructor", "newInstance", "([Ljava/lang/Object;)Ljava/lang/Object;", false);
            code.visitTypeInsn(Opcodes.CHECKCAST, "java/util/function/Consumer");
            code.visitInsn(Opcodes.ICONST_3);
            code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
            for (int i = 0; i < 3; i++) {
                code.visitInsn(Opcodes.DUP);
                code.visitInsn(Opcodes.ICONST_0 + i);
                code.visitVarInsn(Opcodes.ALOAD, i);
                code.visitInsn(Opcodes.AASTORE);
            }
            code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/util/function/Consumer", "accept", "(Ljava/lang/Object;)V", true);
            code.visitLabel(end);
            code.visitInsn(Opcodes.RETURN);
            code.visitLabel(caught);
            code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Throwable", "printStackTrace", "()V", false);
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(0, 0);
            code.visitEnd();
        }

        private static void emptyArray(MethodVisitor code, String type) {
            code.visitInsn(Opcodes.ICONST_0);
            code.visitTypeInsn(Opcodes.ANEWARRAY, type);
        }
    }
}
