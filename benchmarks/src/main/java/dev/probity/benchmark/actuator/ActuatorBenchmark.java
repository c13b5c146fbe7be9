package dev.probity.benchmark.actuator;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.probity.benchmark.harness.Patience;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The groups of <code>/actuator/health</code>, of Spring Boot alone and with Probity, in
 * front of a PostgreSQL and a Redis that are well.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ActuatorBenchmark {

	/**
	 * Whether there is Probity.
	 */
	@Param({ "stock", "probity" })
	public String variant = "";

	private @Nullable ConfigurableApplicationContext application;

	private @Nullable HealthEndpointWebExtension health;

	@Setup(Level.Trial)
	public void start() throws IOException {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.SERVLET)
			.run(arguments());
		this.application = context;
		this.health = context.getBean(HealthEndpointWebExtension.class);
		Patience.until("it is ready", () -> readiness().getStatus() == 200);
	}

	private String[] arguments() {
		return switch (this.variant) {
			case "stock" ->
				new String[] { "--probity.enabled=false", "--management.endpoint.health.probes.enabled=true",
						"--management.endpoint.health.group.readiness.include=readinessState,db,redis" };
			case "probity" -> new String[] { "--probity.checks.redis.criticality=required" };
			default -> throw new IllegalArgumentException(this.variant);
		};
	}

	@TearDown(Level.Trial)
	public void stop() {
		Objects.requireNonNull(this.application).close();
	}

	@Benchmark
	public WebEndpointResponse<HealthDescriptor> readiness() {
		return answer("readiness");
	}

	@Benchmark
	public WebEndpointResponse<HealthDescriptor> liveness() {
		return answer("liveness");
	}

	private WebEndpointResponse<HealthDescriptor> answer(String group) {
		return Objects.requireNonNull(this.health)
			.health(ApiVersion.V3, WebServerNamespace.SERVER, SecurityContext.NONE, group);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
