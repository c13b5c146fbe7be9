package dev.probity.benchmark.listeners;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.event.CheckStateChangedEvent;
import dev.probity.event.ProbityEventAutoConfiguration;
import dev.probity.metrics.ProbityMetricsAutoConfiguration;
import dev.probity.registration.ProbityAutoConfiguration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An application without a web server whose checks pass each second. Prints what share of
 * a core the thread takes that notifies all listeners, and how many of the first results,
 * which come at once, have reached events and counters.
 */
public final class ListenersProcess {

	private static final String THREAD = "probity-listeners";

	private ListenersProcess() {
	}

	/**
	 * Run it.
	 * @param arguments number of checks, number of registries of meters, seconds of
	 * warm-up, seconds that are measured
	 */
	public static void main(String[] arguments) throws InterruptedException {
		int checks = Integer.parseInt(arguments[0]);
		int registries = Integer.parseInt(arguments[1]);
		ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("probity.defaults.interval=1s", "probity.defaults.retry-interval=1s",
					"probity.defaults.timeout=1s", "spring.main.banner-mode=off")
			.initializers((context) -> prepare((GenericApplicationContext) context, checks, registries))
			.run();
		TimeUnit.SECONDS.sleep(Integer.parseInt(arguments[2]));
		double counted = application.getBeanProvider(MeterRegistry.class)
			.stream()
			.flatMap((registry) -> registry.find("probity.check.transitions").tag("to", "passing").counters().stream())
			.mapToDouble(Counter::count)
			.sum();
		long cpu = cpu();
		long begin = System.nanoTime();
		TimeUnit.SECONDS.sleep(Integer.parseInt(arguments[3]));
		double share = (double) (cpu() - cpu) / (System.nanoTime() - begin);
		System.out.printf(Locale.ENGLISH, "checks=%d registries=%d cpu=%.5f events=%d counted=%.0f%n", checks,
				registries, share, application.getBean(Application.class).events.get(), counted);
		System.exit(0);
	}

	private static void prepare(GenericApplicationContext context, int checks, int registries) {
		for (int i = 0; i < checks; i++) {
			context.registerBean("check-" + i, DependencyCheck.class, () -> CheckResult::passed);
		}
		if (registries > 0) {
			context.registerBean(SimpleMeterRegistry.class);
		}
	}

	private static long cpu() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		return LongStream.of(threads.getAllThreadIds()).filter((id) -> {
			ThreadInfo thread = threads.getThreadInfo(id);
			return thread != null && thread.getThreadName().equals(THREAD);
		}).map(threads::getThreadCpuTime).sum();
	}

	/**
	 * Nothing but Probity and its meters.
	 */
	@ImportAutoConfiguration({ ProbityAutoConfiguration.class, ProbityEventAutoConfiguration.class,
			ProbityMetricsAutoConfiguration.class, MetricsAutoConfiguration.class })
	static class Application {

		private final AtomicInteger events = new AtomicInteger();

		@EventListener
		void count(CheckStateChangedEvent event) {
			this.events.incrementAndGet();
		}

	}

}
