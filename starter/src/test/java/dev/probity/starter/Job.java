package dev.probity.starter;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.StateTransitionListener;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Probes;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * A job without a web server. It prints what its own check has found and what the probes
 * say, and has nothing left to do.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Job {

	private final BlockingQueue<String> known = new LinkedBlockingQueue<>();

	/**
	 * Run the job.
	 * @param args <code>pass</code> or <code>fail</code>: how its check ends
	 */
	public static void main(String[] args) throws InterruptedException {
		ApplicationContext context = SpringApplication.run(Job.class, "--spring.main.banner-mode=off",
				"--logging.level.root=warn", "--logging.level.dev.probity.event=off",
				"--management.health.defaults.enabled=false", "--check=" + args[0]);
		context.getBean(Job.class).awaitFirstResults(context.getBean(CheckMonitor.class));
		Probes probes = context.getBean(Probes.class);
		probes.all().forEach((probe) -> System.out.println(probe.name() + " " + probes.verdict(probe).status()));
	}

	private void awaitFirstResults(CheckMonitor monitor) throws InterruptedException {
		Set<String> waiting = new HashSet<>(monitor.snapshots().keySet());
		while (!waiting.isEmpty()) {
			waiting.remove(this.known.take());
		}
	}

	@Bean
	DependencyCheck archive(ApplicationContext context) {
		String result = context.getEnvironment().getRequiredProperty("check");
		return () -> result.equals("pass") ? CheckResult.passed() : CheckResult.failed("the archive is full");
	}

	@Bean
	StateTransitionListener printer() {
		return (transition) -> {
			if (transition.check().equals("archive")) {
				System.out.println(transition.check() + " " + transition.after().state());
			}
			this.known.add(transition.check());
		};
	}

	@EventListener
	void onClosed(ContextClosedEvent event) {
		System.out.println("closed");
	}

}
