package com.hometech.edf.build;

import com.hometech.edf.build.References.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which operations of the SDK's clients, and which classes of some libraries, are reached from the classes outside of those
 * libraries. Clients are looked at method by method, all other classes as a whole.
 */
final class UsedClasses {
    /** What is cut: here nothing is loaded by name but what {@link #INTERCEPTORS} and {@link #PROVIDERS} name. */
    private static final Pattern LIBRARIES =
            Pattern.compile("(software/amazon/awssdk/services|shaded/parquet|org/apache/hadoop/(shaded|thirdparty)"
                    + "|org/apache/commons/(codec|compress|io|lang3|pool)|org/checkerframework"
                    + "|com/hometech/edf/(?!lambdas/aws/)\\w+)/.*");

    private static final Pattern CLIENT =
            Pattern.compile("(software/amazon/awssdk/services/\\w+/)(Default|Delegating)?(\\w+Client)");

    /** Beside operations: how clients are made and let go of. */
    private static final Set<String> LIFE =
            Set.of("<init>", "<clinit>", "init", "close", "serviceName", "serviceClientConfiguration");

    /** Files that name classes: of the SDK, and of providers of services. */
    private static final String INTERCEPTORS = "execution.interceptors";

    private static final String PROVIDERS = "META-INF/services/";

    private final Map<String, byte[]> entries;
    private final Set<String> types = new HashSet<>();
    private final Map<String, Set<String>> signatures = new HashMap<>();
    private final Deque<References> toFollow = new ArrayDeque<>();

    /** @param entries of the artifact by name, classes and resources */
    UsedClasses(Map<String, byte[]> entries) {
        this.entries = entries;
    }

    /** The entries of the smaller artifact. */
    Map<String, byte[]> keepOnlyThem() {
        entries.forEach((name, content) -> {
            if (name.endsWith(".class") && !isOfLibrary(name)) {
                toFollow.add(References.of(content));
            } else if (name.endsWith(INTERCEPTORS) || name.startsWith(PROVIDERS)) {
                new String(content, StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(line -> reachType(line.replace('.', '/')));
            }
        });
        while (!toFollow.isEmpty()) {
            References next = toFollow.remove();
            next.types().forEach(this::reachType);
            next.methods().forEach(this::reachMethod);
        }
        return kept();
    }

    private Map<String, byte[]> kept() {
        Map<String, byte[]> kept = new TreeMap<>();
        entries.forEach((name, content) -> {
            String type = typeOf(name);
            if (!name.endsWith(".class") || !isOfLibrary(name)) {
                kept.put(name, content);
            } else if (types.contains(type)) {
                kept.put(name, isClient(type) ? cut(type, content) : content);
            }
        });
        return kept;
    }

    private void reachType(String type) {
        byte[] content = entries.get(type + ".class");
        if (!isOfLibrary(type) || content == null || !types.add(type)) {
            return;
        }
        if (isClient(type)) {
            toFollow.add(References.of(content, signature -> LIFE.contains(nameOf(signature))));
        } else {
            toFollow.add(References.of(content));
        }
    }

    /** An operation that is called on the interface runs in the class that implements it. */
    private void reachMethod(Method method) {
        var client = CLIENT.matcher(method.owner());
        if (client.matches()) {
            for (String kind : List.of("", "Default", "Delegating")) {
                reachIn(client.group(1) + kind + client.group(3), method.signature());
            }
        }
    }

    private void reachIn(String type, String signature) {
        byte[] content = entries.get(type + ".class");
        if (content != null
                && signatures.computeIfAbsent(type, unused -> new HashSet<>()).add(signature)) {
            toFollow.add(References.of(content, signature::equals));
        }
    }

    private byte[] cut(String type, byte[] content) {
        Set<String> used = signatures.getOrDefault(type, Set.of());
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(content)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return LIFE.contains(name) || used.contains(name + descriptor)
                                        ? super.visitMethod(access, name, descriptor, signature, exceptions)
                                        : null;
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private static boolean isOfLibrary(String name) {
        return LIBRARIES.matcher(name).matches();
    }

    private static boolean isClient(String type) {
        return CLIENT.matcher(type).matches();
    }

    private static String typeOf(String entry) {
        return entry.endsWith(".class") ? entry.substring(0, entry.length() - ".class".length()) : entry;
    }

    private static String nameOf(String signature) {
        return signature.substring(0, signature.indexOf('('));
    }
}
