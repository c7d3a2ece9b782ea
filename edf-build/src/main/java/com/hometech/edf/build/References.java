package com.hometech.edf.build;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * What a class, or some of its methods, refers to.
 *
 * @param types internal names of classes
 * @param methods methods that are called or referred to
 */
record References(Set<String> types, Set<Method> methods) {

    /**
     * A method.
     *
     * @param owner internal name of its class
     * @param signature name and descriptor
     */
    record Method(String owner, String signature) {
        static Method of(String owner, String name, String descriptor) {
            return new Method(owner, name + descriptor);
        }
    }

    /** The references of a whole class. */
    static References of(byte[] classFile) {
        return of(classFile, signature -> true);
    }

    /** The references of a class with only those of its methods. */
    static References of(byte[] classFile, Predicate<String> signatures) {
        References found = new References(new HashSet<>(), new HashSet<>());
        ClassVisitor types = new ClassRemapper(new Unheeded(), new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String type) {
                found.types.add(type);
                return type;
            }
        });
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, types) {
                            @Override
                            public void visitInnerClass(String name, String outerName, String innerName, int access) {
                                // only names for reflection
                            }

                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return signatures.test(name + descriptor)
                                        ? found
                                        .new Calls(super.visitMethod(access, name, descriptor, signature, exceptions))
                                        : null;
                            }
                        },
                        ClassReader.SKIP_DEBUG);
        return found;
    }

    /** A remapper goes only into what its result is asked for. */
    private static final class Unheeded extends ClassVisitor {
        Unheeded() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {};
        }
    }

    private final class Calls extends MethodVisitor {
        Calls(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            methods.add(Method.of(owner, name, descriptor));
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    methods.add(Method.of(handle.getOwner(), handle.getName(), handle.getDesc()));
                }
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }
    }
}
