package dev.probity.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.probity.settings.LameDuckConsumers;
import dev.probity.settings.ProbityProperties;
import dev.probity.shutdown.LameDuckSettings;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/**
 * What may hold up the shutdown of any application, in the order in which it comes. What
 * has been set is read where Spring publishes it: from properties and public methods.
 * What nobody publishes counts with the default of its library, as an estimate.
 */
final class KnownShutdownCosts implements ShutdownCosts {

	private final ApplicationContext context;

	private final UnaryOperator<Environment> settings;

	private final Environment environment;

	private final Duration preStop;

	private final Duration lameDuck;

	private final LameDuckConsumers listeners;

	private KnownShutdownCosts(ApplicationContext context, UnaryOperator<Environment> settings,
			ProbityProperties properties) {
		this.context = context;
		this.settings = settings;
		this.environment = settings.apply(context.getEnvironment());
		this.preStop = PodTermination.of(properties.kubernetes()).preStop();
		// so that the sum does not depend on where it is made
		this.lameDuck = LameDuckSettings.durationOnKubernetes(properties.lameDuck());
		this.listeners = properties.lameDuck().consumers();
	}

	/**
	 * Look at the shutdown of a context.
	 */
	static KnownShutdownCosts of(ApplicationContext context, ProbityProperties properties) {
		return new KnownShutdownCosts(context, UnaryOperator.identity(), properties);
	}

	/**
	 * The same shutdown with other settings.
	 * @param settings what becomes of the environment of each context
	 */
	KnownShutdownCosts with(UnaryOperator<Environment> settings) {
		ProbityProperties properties = Binder.get(settings.apply(this.context.getEnvironment()))
			.bindOrCreate("probity", ProbityProperties.class);
		return new KnownShutdownCosts(this.context, settings, properties);
	}

	/**
	 * What else takes time with these settings.
	 */
	ShutdownStep applied(ShutdownStep other) {
		return new BootSettings(this.context, this.environment).applied(other);
	}

	@Override
	public List<ShutdownStep> steps() {
		List<ShutdownStep> steps = new ArrayList<>();
		steps.add(new ShutdownStep("preStop", this.preStop, PodTermination.PRE_STOP));
		ServerCosts servers = new ServerCosts(this.context, this.environment);
		if (servers.serve()) {
			steps.add(new ShutdownStep("lame duck", this.lameDuck, "probity.lame-duck.duration"));
		}
		steps.addAll(servers.grpc());
		boolean listenersFirst = servers.serve() && this.listeners == LameDuckConsumers.STOP;
		steps.addAll(
				ShutdownPhases.stepsOf(this.context, this.settings, listenersFirst ? this.lameDuck : Duration.ZERO));
		steps.addAll(servers.threads());
		BootSettings settings = new BootSettings(this.context, this.environment);
		Stream.of(BootSettings.EXECUTOR, BootSettings.SCHEDULER)
			.filter(settings::applyTo)
			.map(settings::termination)
			.forEach(steps::add);
		return steps;
	}

}
