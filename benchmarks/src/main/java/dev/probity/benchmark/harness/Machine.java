package dev.probity.benchmark.harness;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What an application runs on.
 *
 * @param javaHome the JDK
 * @param cpus how many CPUs it may use; zero for all
 * @param options further options of the JVM
 */
public record Machine(Path javaHome, int cpus, List<String> options) {

	private static final Path JDKS = Path.of("/usr/lib/jvm");

	/** What this JVM runs on. */
	public static final Machine OWN = new Machine(Path.of(System.getProperty("java.home")), 0);

	/**
	 * A JDK without further options.
	 */
	public Machine(Path javaHome, int cpus) {
		this(javaHome, cpus, List.of());
	}

	/**
	 * The same, with one more option of the JVM.
	 */
	public Machine with(String option) {
		return new Machine(this.javaHome, this.cpus, Stream.concat(this.options.stream(), Stream.of(option)).toList());
	}

	/**
	 * The JDK of this JVM and, where one is installed, JDK 25, each with all CPUs and
	 * with one.
	 */
	public static List<Machine> all() throws IOException {
		List<Path> homes = new ArrayList<>(List.of(OWN.javaHome()));
		Path other = jdk25();
		if (other != null && Runtime.version().feature() != 25) {
			homes.add(other);
		}
		return homes.stream()
			.flatMap((home) -> Stream.of(new Machine(home, 0), new Machine(home, 1)))
			.filter((machine) -> machine.cpus() == 0 || Files.isExecutable(Path.of("/usr/bin/taskset")))
			.toList();
	}

	/**
	 * JDK 25 with all CPUs where one is installed, or else the JDK of this JVM.
	 */
	public static Machine newest() throws IOException {
		Path home = jdk25();
		return (home != null) ? new Machine(home, 0) : OWN;
	}

	private static @Nullable Path jdk25() throws IOException {
		String said = System.getenv("JAVA_25_HOME");
		if (said != null) {
			return Path.of(said);
		}
		if (!Files.isDirectory(JDKS)) {
			return null;
		}
		try (DirectoryStream<Path> found = Files.newDirectoryStream(JDKS, "*25*")) {
			for (Path home : found) {
				if (Files.isExecutable(home.resolve("bin/java"))) {
					return home;
				}
			}
		}
		return null;
	}

	/**
	 * Returns the command that starts a JVM.
	 */
	List<String> java() {
		String java = this.javaHome.resolve("bin/java").toString();
		// the last one: the first one has the interrupts
		String last = String.valueOf(Runtime.getRuntime().availableProcessors() - 1);
		List<String> command = (this.cpus == 1) ? List.of("taskset", "-c", last, java) : List.of(java);
		return Stream.concat(command.stream(), this.options.stream()).toList();
	}

	/**
	 * Returns what is said of it in a heading.
	 */
	public String label() {
		return "JDK %s, %s".formatted(feature(), (this.cpus == 1) ? "1 CPU" : "all CPUs");
	}

	private String feature() {
		try {
			return Files.readAllLines(this.javaHome.resolve("release"))
				.stream()
				.filter((line) -> line.startsWith("JAVA_VERSION="))
				.map((line) -> line.replaceAll("[^0-9.]", "").split("[.]")[0])
				.findFirst()
				.orElse("of unknown version");
		}
		catch (IOException ex) {
			return "of unknown version";
		}
	}

}
