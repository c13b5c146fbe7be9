package dev.probity.benchmark.harness;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What serves the application.
 */
public enum Stack {

	/** Spring MVC on Tomcat. */
	TOMCAT("Tomcat", "spring-boot-starter-tomcat", "spring-boot-tomcat", "tomcat-"),

	/** Spring MVC on Jetty. */
	JETTY("Jetty", "spring-boot-starter-jetty", "spring-boot-jetty", "jetty-", "jakarta.servlet-", "jakarta.websocket-",
			"jakarta.enterprise.", "jakarta.inject-", "jakarta.interceptor-", "jakarta.transaction-", "asm-"),

	/** Spring WebFlux on Reactor Netty. */
	NETTY("Reactor Netty", "spring-boot-starter-reactor-netty", "spring-boot-reactor", "spring-boot-netty",
			"spring-boot-http-codec", "reactor-", "reactive-streams-", "netty-");

	private static final List<String> MVC = List.of("spring-boot-starter-webmvc", "spring-boot-webmvc",
			"spring-boot-servlet", "spring-boot-http-converter", "spring-webmvc");

	private static final List<String> WEBFLUX = List.of("spring-boot-starter-webflux", "spring-boot-webflux",
			"spring-webflux");

	// what starts the servers and measures
	private static final List<String> HARNESS = List.of("embedded-", "commons-lang3", "commons-compress", "commons-io",
			"commons-codec", "xz-", "jmh-", "jopt-simple", "commons-math3");

	private final String label;

	private final List<String> libraries;

	Stack(String label, String... libraries) {
		this.label = label;
		this.libraries = List.of(libraries);
	}

	/**
	 * Returns its name, for people.
	 */
	public String label() {
		return this.label;
	}

	/**
	 * The class path of an application that has no other stack.
	 * @param all the class path of all stacks
	 * @param clients what it depends on
	 */
	String classPath(String all, Clients clients) {
		return Stream.of(all.split(File.pathSeparator))
			.filter((entry) -> isWanted(new File(entry).getName(), clients))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private boolean isWanted(String jar, Clients clients) {
		return clients.need(jar) || (!clients.lack(jar) && excluded().noneMatch(jar::startsWith));
	}

	private Stream<String> excluded() {
		Stream<String> otherServers = Stream.of(values())
			.filter((other) -> other != this)
			.flatMap((other) -> other.libraries.stream());
		return Stream.of(otherServers, ((this != NETTY) ? WEBFLUX : MVC).stream(), HARNESS.stream())
			.flatMap((libraries) -> libraries);
	}

}
