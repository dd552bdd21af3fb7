package heliograph.plugin;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;

/// Rewrites a plugin's class as it is loaded: what would end the hub's process throws instead. Each
/// class that calls `System.exit`, `Runtime.exit` or `Runtime.halt`, or refers to them as a method
/// reference, gets methods of its own that refuse, and calls these.
final class ExitGuard {
    private static final String ADVICE =
            ": a plugin cannot end the hub; to stop, return from run or throw";

    private static final int MAJOR_VERSION = 7; // where it stands

    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
    private static final ClassDesc REFUSAL = ClassDesc.of("java.lang.SecurityException");
    private static final MethodTypeDesc STATIC = MethodTypeDesc.of(CD_void, CD_int);
    private static final MethodTypeDesc VIRTUAL = MethodTypeDesc.of(CD_void, RUNTIME, CD_int);

    /// A call that ends the process, and what stands in for it: same arguments, same stack.
    private record Exit(String owner, String name, String substitute, MethodTypeDesc type) {
        String refusal() {
            String simpleOwner = owner.substring(owner.lastIndexOf('/') + 1);
            return "it called " + simpleOwner + "." + name + ADVICE;
        }
    }

    private static final List<Exit> EXITS =
            List.of(
                    new Exit("java/lang/System", "exit", "heliograph$exit", STATIC),
                    new Exit("java/lang/Runtime", "exit", "heliograph$runtimeExit", VIRTUAL),
                    new Exit("java/lang/Runtime", "halt", "heliograph$halt", VIRTUAL));

    private final ClassModel model;
    private final ClassDesc self;
    private final boolean isInterface;

    private ExitGuard(ClassModel model) {
        this.model = model;
        this.self = model.thisClass().asSymbol();
        this.isInterface = model.flags().has(AccessFlag.INTERFACE);
    }

    /// The class with its exits guarded; as it is when it has none.
    ///
    /// @param loader knows the classes that this one mentions
    /// @throws ClassFormatError when it is no class file
    static byte[] guard(byte[] classFile, ClassLoader loader) {
        if (isOfNewerJava(classFile)) return classFile; // which the JDK refuses, and says why
        try {
            ClassFile context = ClassFile.of(hierarchyOf(loader));
            ExitGuard guard = new ExitGuard(context.parse(classFile));
            return guard.mentionsExit() ? guard.rewrite(context) : classFile;
        } catch (IllegalArgumentException e) {
            throw new ClassFormatError(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isOfNewerJava(byte[] classFile) {
        return classFile.length > MAJOR_VERSION
                && Byte.toUnsignedInt(classFile[MAJOR_VERSION]) > ClassFile.latestMajorVersion();
    }

    /// What the code's stack maps are made from. It loads no class of the plugin; of one that is
    /// not there nothing is known but that it is an object.
    private static ClassFile.ClassHierarchyResolverOption hierarchyOf(ClassLoader loader) {
        return ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                        .orElse(ClassHierarchyResolver.ofClassLoading(SharedClasses.PARENT))
                        .orElse(_ -> ClassHierarchyInfo.ofInterface()));
    }

    private boolean mentionsExit() {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof MethodRefEntry method
                    && exit(method.owner().asInternalName(), method.name().stringValue())
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Exit> exit(String owner, String name) {
        return EXITS.stream()
                .filter(exit -> exit.owner.equals(owner) && exit.name.equals(name))
                .findFirst();
    }

    private byte[] rewrite(ClassFile context) {
        ClassTransform redirected = ClassTransform.transformingMethodBodies(this::redirect);
        ClassTransform withRefusals =
                ClassTransform.endHandler(builder -> EXITS.forEach(exit -> refuse(builder, exit)));
        return context.transformClass(model, redirected.andThen(withRefusals));
    }

    private void redirect(CodeBuilder code, CodeElement element) {
        switch (element) {
            case InvokeInstruction call -> redirect(code, call);
            case InvokeDynamicInstruction dynamic -> code.invokedynamic(redirected(dynamic));
            default -> code.with(element);
        }
    }

    private void redirect(CodeBuilder code, InvokeInstruction call) {
        exit(call.owner().asInternalName(), call.name().stringValue())
                .ifPresentOrElse(
                        exit -> code.invokestatic(self, exit.substitute, exit.type, isInterface),
                        () -> code.with(call));
    }

    private DynamicCallSiteDesc redirected(InvokeDynamicInstruction dynamic) {
        ConstantDesc[] arguments =
                dynamic.bootstrapArgs().stream().map(this::redirected).toArray(ConstantDesc[]::new);
        return DynamicCallSiteDesc.of(
                dynamic.bootstrapMethod(),
                dynamic.name().stringValue(),
                dynamic.typeSymbol(),
                arguments);
    }

    private ConstantDesc redirected(ConstantDesc argument) {
        if (!(argument instanceof DirectMethodHandleDesc method)) return argument;
        return exit(internalName(method.owner()), method.methodName())
                .<ConstantDesc>map(this::handle)
                .orElse(argument);
    }

    private MethodHandleDesc handle(Exit exit) {
        return MethodHandleDesc.ofMethod(
                isInterface
                        ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
                        : DirectMethodHandleDesc.Kind.STATIC,
                self,
                exit.substitute,
                exit.type);
    }

    private static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return type.isClassOrInterface() ? descriptor.substring(1, descriptor.length() - 1) : "";
    }

    private static void refuse(ClassBuilder builder, Exit exit) {
        builder.withMethodBody(
                exit.substitute,
                exit.type,
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                code ->
                        code.new_(REFUSAL)
                                .dup()
                                .loadConstant(exit.refusal())
                                .invokespecial(
                                        REFUSAL,
                                        ConstantDescs.INIT_NAME,
                                        MethodTypeDesc.of(CD_void, ConstantDescs.CD_String))
                                .athrow());
    }
}
