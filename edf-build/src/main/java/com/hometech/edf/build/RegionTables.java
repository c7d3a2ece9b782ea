package com.hometech.edf.build;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The SDK's tables of regions, one class for each of 300 services, all of which it loads for the first client. They hold
 * exceptions to the rule {@code service.region.amazonaws.com}; without them the SDK goes by that rule, as it does for a service
 * that is newer than its tables. The services' own endpoint rules, which decide in the end, stay.
 */
final class RegionTables {
    private static final String PROVIDER = "software/amazon/awssdk/regions/GeneratedServiceMetadataProvider.class";
    private static final String TABLES = "software/amazon/awssdk/regions/servicemetadata/";

    private RegionTables() {}

    /** The entries of an artifact without the tables. */
    static Map<String, byte[]> removedFrom(Map<String, byte[]> entries) {
        Map<String, byte[]> kept = new TreeMap<>(entries);
        kept.keySet().removeIf(name -> name.startsWith(TABLES));
        kept.computeIfPresent(PROVIDER, (name, provider) -> knowingNone(provider));
        return kept;
    }

    private static byte[] knowingNone(byte[] provider) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(provider)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                if (name.equals("<clinit>")) {
                                    return null;
                                }
                                MethodVisitor method =
                                        super.visitMethod(access, name, descriptor, signature, exceptions);
                                if (!name.equals("serviceMetadata")) {
                                    return method;
                                }
                                method.visitCode();
                                method.visitInsn(Opcodes.ACONST_NULL);
                                method.visitInsn(Opcodes.ARETURN);
                                method.visitMaxs(1, Type.getArgumentsAndReturnSizes(descriptor) >> 2);
                                method.visitEnd();
                                return null;
                            }
                        },
                        0);
        return writer.toByteArray();
    }
}
