package dev.probity.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.settings.LameDuckConsumers;

import org.springframework.context.ApplicationContext;

/**
 * What may hold up the shutdown of any application, in the order in which it comes. What
 * has been set is read where Spring publishes it: from properties and public methods.
 * What nobody publishes counts with the default of its library, as an estimate.
 */
final class KnownShutdownCosts implements ShutdownCosts {

	private final ApplicationContext context;

	private final Duration preStop;

	private final Duration lameDuck;

	private final LameDuckConsumers listeners;

	/**
	 * Look at the shutdown of a context.
	 * @param context the context
	 * @param preStop what the hook of the pod takes before the signal
	 * @param lameDuck how long the lame duck lasts on Kubernetes, so that the sum does
	 * not depend on where it is made
	 * @param listeners what message listeners do meanwhile
	 */
	KnownShutdownCosts(ApplicationContext context, Duration preStop, Duration lameDuck, LameDuckConsumers listeners) {
		this.context = context;
		this.preStop = preStop;
		this.lameDuck = lameDuck;
		this.listeners = listeners;
	}

	@Override
	public List<ShutdownStep> steps() {
		List<ShutdownStep> steps = new ArrayList<>();
		steps.add(new ShutdownStep("preStop", this.preStop, PodTermination.PRE_STOP));
		ServerCosts servers = new ServerCosts(this.context);
		if (servers.serve()) {
			steps.add(new ShutdownStep("lame duck", this.lameDuck, "probity.lame-duck.duration"));
		}
		steps.addAll(servers.grpc());
		boolean listenersFirst = servers.serve() && this.listeners == LameDuckConsumers.STOP;
		steps.addAll(ShutdownPhases.stepsOf(this.context, listenersFirst ? this.lameDuck : Duration.ZERO));
		steps.addAll(servers.threads());
		BootSettings settings = new BootSettings(this.context);
		Stream.of(BootSettings.EXECUTOR, BootSettings.SCHEDULER)
			.filter(settings::applyTo)
			.map(settings::termination)
			.forEach(steps::add);
		return steps;
	}

}
