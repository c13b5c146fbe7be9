package dev.probity.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.WebStack;

import static org.awaitility.Awaitility.await;

/**
 * An {@link OrderApplication} in a JVM of its own.
 *
 * @param port its port
 * @param probePort its probe port
 */
record OrderInstance(int port, int probePort, ChildJvm process) implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	static OrderInstance start(int port, int probePort, String url, List<String> settings) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=" + port, "--probity.probe-port=" + probePort,
				"--spring.datasource.url=" + url, "--spring.main.banner-mode=off", "--logging.level.root=warn",
				"--logging.level.dev.probity=info", "--logging.level.org.apache.catalina=off"));
		settings.forEach((setting) -> arguments.add("--" + setting));
		return new OrderInstance(port, probePort,
				ChildJvm.start(OrderApplication.class,
						WebStack.TOMCAT.classPathWithout("spring-security", "spring-boot-security",
								"spring-boot-starter-security", "spring-boot-starter-grpc", "spring-boot-grpc",
								"spring-grpc", "grpc-", "spring-boot-r2dbc", "r2dbc", "spring-boot-data-redis",
								"spring-kafka", "spring-boot-kafka"),
						Map.of(), arguments.toArray(String[]::new)));
	}

	OrderInstance awaitReady() {
		this.process.awaitLine("ready event", Duration.ofMinutes(3));
		await().atMost(Duration.ofMinutes(2)).until(() -> readiness() == 200);
		return this;
	}

	int readiness() {
		return ask("/readyz", Duration.ofSeconds(10)).map(HttpResponse::statusCode).orElse(0);
	}

	/**
	 * Why, in words.
	 */
	String verbose() {
		return ask("/readyz?verbose", Duration.ofSeconds(10)).map(HttpResponse::body).orElse("no answer");
	}

	private Optional<HttpResponse<String>> ask(String path, Duration patience) {
		try {
			return Optional
				.of(CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.probePort + path))
					.timeout(patience)
					.build(), BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	FrozenProcess freeze() {
		return this.process.freeze();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
