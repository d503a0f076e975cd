import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.PrivateKeyEntry;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the runnable folder's commands start fast, as the last step of its build: {@code java StartUp.java FOLDER}.
 * Class files too old to be archived are written anew, then two runs of the program write what Java is to find loaded
 * and linked the next time: {@code practice.aot}, with a practice cluster, and {@code commands.aot}, without one. Why:
 * docs/decisions/commands-have-an-aot-cache.md.
 */
final class StartUp {

    /** The oldest class files that Java verifies by the types written in them, which the cache wants. */
    private static final int OLDEST = ClassFile.JAVA_8_VERSION;
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    /** Our own jar, first on the class path as in {@code bin/twinport}: the caches fit only the same class path. */
    private final Path own;

    private StartUp(Path folder) throws IOException {
        this.folder = folder;
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder.resolve("lib"), "twinport-app-*.jar")) {
            this.own = jars.iterator().next();
        }
    }

    public static void main(String[] arguments) throws Exception {
        StartUp build = new StartUp(Path.of(arguments[0]));
        try (Stream<Path> jars = Files.list(build.folder.resolve("lib"))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                renew(jar);
            }
        }
        Path work = Files.createTempDirectory("twinport-training");
        try {
            build.train(work);
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted((one, other) -> other.compareTo(one)).forEach(StartUp::delete);
            }
        }
    }

    private void train(Path work) throws Exception {
        finish(program(work, "practice", "verify", "--practice", "-q").start());
        Process practice = java(List.of(), "practice").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader output = practice.inputReader(StandardCharsets.UTF_8)) {
            String kubeconfig = output.readLine();
            if (kubeconfig == null) {
                throw new IOException("the practice cluster did not start");
            }
            Path certified = work.resolve("kubeconfig");
            Files.writeString(certified, withCertificate(Files.readString(Path.of(kubeconfig)), work));
            finish(program(work, "commands", "verify", "--kubeconfig", certified.toString()).start());
        } finally {
            practice.destroy();
            practice.waitFor();
        }
    }

    private ProcessBuilder program(Path work, String cache, String... arguments) {
        return java(List.of("-XX:AOTCacheOutput=" + folder.resolve(cache + ".aot")), arguments)
                .redirectErrorStream(true).redirectOutput(work.resolve(cache + ".log").toFile());
    }

    private ProcessBuilder java(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-classpath",
                own + File.pathSeparator + folder.resolve("lib") + "/*", "dev.twinport.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static void finish(Process run) throws IOException, InterruptedException {
        if (!run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || run.exitValue() != 0) {
            run.destroyForcibly();
            throw new IOException("the training run failed: " + run);
        }
    }

    /** The kubeconfig with a client certificate beside its token: most clusters of one's own are entered by one. */
    private static String withCertificate(String kubeconfig, Path work) throws Exception {
        char[] password = "training".toCharArray();
        Path store = work.resolve("keys.p12");
        finish(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", "me", "-keyalg", "RSA", "-dname", "CN=me", "-keystore", store.toString(), "-storepass",
                new String(password)).redirectErrorStream(true).redirectOutput(work.resolve("keys.log").toFile())
                .start());
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        PrivateKeyEntry me = (PrivateKeyEntry) keys.getEntry("me", new PasswordProtection(password));
        String fields = "client-certificate-data: " + pem("CERTIFICATE", me.getCertificate().getEncoded())
                + "\n$1client-key-data: " + pem("PRIVATE KEY", me.getPrivateKey().getEncoded()) + "\n$1token:";
        return kubeconfig.replaceFirst("(?m)^( +)token:", "$1" + fields);
    }

    private static String pem(String what, byte[] der) {
        String text = "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der)
                + "\n-----END " + what + "-----\n";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes the class files of a jar anew that are older than {@link #OLDEST}; leaves a signed jar as it is. */
    private static void renew(Path jar) throws IOException {
        Path renewed = Files.copy(jar, jar.resolveSibling(jar.getFileName() + ".new"),
                StandardCopyOption.REPLACE_EXISTING);
        boolean changed = false;
        try (FileSystem content = FileSystems.newFileSystem(URI.create("jar:" + renewed.toUri()), Map.of());
                Stream<Path> files = Files.walk(content.getPath("/"))) {
            List<Path> all = files.toList();
            if (all.stream().noneMatch(file -> file.toString().matches("/META-INF/[^/]+\\.(RSA|DSA|EC)"))) {
                ClassFile writer = writer(content);
                for (Path file : all) {
                    if (file.toString().endsWith(".class") && renew(file, writer)) {
                        changed = true;
                    }
                }
            }
        }
        if (changed) {
            Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(renewed);
        }
    }

    private static ClassFile writer(FileSystem content) {
        ClassHierarchyResolver ofJar = ClassHierarchyResolver.ofResourceParsing(type -> {
            String name = type.descriptorString();
            Path file = content.getPath("/" + name.substring(1, name.length() - 1) + ".class");
            try {
                return Files.exists(file) ? Files.newInputStream(file) : null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // Of a class that keeps its constant pool, code would be copied as it is, without the types wanted.
        return ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.ClassHierarchyResolverOption.of(ofJar.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static boolean renew(Path file, ClassFile writer) throws IOException {
        ClassModel read = writer.parse(Files.readAllBytes(file));
        if (read.majorVersion() >= OLDEST) {
            return false;
        }
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, writer.transformClass(read, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                .andThen(ClassTransform.endHandler(made -> made.with(ClassFileVersion.of(OLDEST, 0))))));
        Files.setLastModifiedTime(file, time);
        return true;
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
