package dev.probity.application;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.probity.check.CheckResult;
import dev.probity.detail.DetailShape;
import dev.probity.fixture.Contexts;
import dev.probity.probe.DetailPolicy;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.Visibility;
import dev.probity.time.Ticker;
import dev.probity.traffic.RequestOutcome;
import dev.probity.traffic.RequestOutcomeClassifier;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an application may replace, and what it may inject, as <code>docs</code> lists it.
 */
class ReplaceableBeansTests {

	private static final Path TABLES = Path.of("../docs/architecture.md");

	private static final Map<Class<?>, Supplier<?>> REPLACED = Map.of(Ticker.class, () -> (Ticker) () -> 0,
			DetailPolicy.class, () -> (DetailPolicy) (probe, caller, inRole) -> Visibility.DETAILS, DetailShape.class,
			() -> (DetailShape) Object::toString, ProbeHttpStatus.class, () -> new ProbeHttpStatus(200),
			RequestOutcomeClassifier.class, () -> (RequestOutcomeClassifier) (request) -> RequestOutcome.IGNORED);

	@Test
	void eachBeanThatIsListedIsReplacedByThatOfTheApplication() throws IOException {
		assertThat(types("What can be replaced")).hasSize(REPLACED.size())
			.allSatisfy((type) -> replace(REPLACED.keySet()
				.stream()
				.filter((known) -> known.getSimpleName().equals(type))
				.findFirst()
				.orElseThrow()));
	}

	@SuppressWarnings("unchecked")
	private static <T> void replace(Class<T> type) {
		T own = (T) REPLACED.get(type).get();
		Contexts.withMvc()
			.withBean("own", type, () -> own)
			.run((context) -> assertThat(context).hasNotFailed().getBean(type).isSameAs(own));
	}

	@Test
	void anObjectAmongDetailsIsShownInTheShapeThatTheApplicationGivesIt() {
		Contexts.withoutWeb()
			.withBean(DetailShape.class, () -> (value) -> "of " + value.getClass().getSimpleName())
			.withBean("orders", HealthIndicator.class, () -> () -> Health.up().withDetail("queue", new Queue()).build())
			.run((context) -> await().untilAsserted(() -> {
				CheckResult result = Contexts.check(context, "orders").lastResult();
				assertThat(result).isNotNull();
				assertThat(result.details()).containsEntry("queue", "of Queue");
			}));
	}

	@Test
	void eachBeanThatIsListedCanBeInjected() throws IOException {
		List<String> listed = types("What can be injected");
		Contexts.withMvc()
			.withConfiguration(AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class))
			.run((context) -> {
				List<Class<?>> singletons = Stream.of(context.getBeanDefinitionNames())
					.filter((name) -> context.getBeanFactory()
						.getMergedBeanDefinition(name)
						.getRole() == BeanDefinition.ROLE_APPLICATION)
					.map(context::getBean)
					.<Class<?>>map(Object::getClass)
					.toList();
				assertThat(listed).isNotEmpty()
					.allSatisfy((type) -> assertThat(singletons).filteredOn((bean) -> isOfType(bean, type))
						.as(type)
						.hasSize(1));
			});
	}

	private static boolean isOfType(Class<?> bean, String simpleName) {
		return bean.getSimpleName().equals(simpleName) || ClassUtils.getAllInterfacesForClassAsSet(bean)
			.stream()
			.anyMatch((each) -> each.getSimpleName().equals(simpleName));
	}

	/**
	 * The types in the first column of the table below a heading.
	 */
	private static List<String> types(String heading) throws IOException {
		String section = Files.readString(TABLES).split("## " + heading + "\n")[1].split("\n## ")[0];
		return section.lines()
			.filter((line) -> line.startsWith("| `"))
			.flatMap((line) -> Arrays.stream(line.split("\\|")[1].split("[`, ]+")))
			.filter((word) -> word.matches("[A-Z]\\w+"))
			.toList();
	}

	private static final class Queue {

	}

}
