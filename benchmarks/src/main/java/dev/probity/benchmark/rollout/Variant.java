package dev.probity.benchmark.rollout;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the application has Probity. Both have graceful shutdown, the database in their
 * readiness, and the probe on the main port.
 */
enum Variant {

	/** Spring Boot with what it offers itself. */
	STOCK("stock") {

		@Override
		List<String> arguments(Duration lameDuck) {
			return List.of("--management.endpoint.health.probes.enabled=true",
					"--management.endpoint.health.probes.add-additional-paths=true",
					"--management.endpoint.health.group.readiness.include=readinessState,db");
		}

		@Override
		String classPath(String all) {
			return Stream.of(all.split(File.pathSeparator))
				.filter((entry) -> !isProbity(entry))
				.collect(Collectors.joining(File.pathSeparator));
		}

	},

	/** The starter added, the lame duck on as it is on Kubernetes. */
	PROBITY("probity") {

		@Override
		List<String> arguments(Duration lameDuck) {
			return List.of("--probity.lame-duck.enabled=true",
					"--probity.lame-duck.duration=%dms".formatted(lameDuck.toMillis()));
		}

		@Override
		String classPath(String all) {
			return all;
		}

	};

	private final String label;

	Variant(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

	abstract List<String> arguments(Duration lameDuck);

	abstract String classPath(String all);

	/**
	 * Its jars, or its classes where they have not been packaged.
	 */
	private static boolean isProbity(String entry) {
		String path = entry.replace(File.separatorChar, '/');
		return path.contains("/probity-spring-boot-") || path.endsWith("/autoconfigure/target/classes")
				|| path.endsWith("/starter/target/classes");
	}

}
