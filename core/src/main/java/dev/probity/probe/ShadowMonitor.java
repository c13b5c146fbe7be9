package dev.probity.probe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.probity.check.Guarded;
import dev.probity.check.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of what probes would say if checks that only show what they would do
 * acted: whoever drives it calls {@link #look()} every now and then, from one thread.
 * Everything else is thread-safe.
 *
 * @since 0.1.0
 */
public final class ShadowMonitor {

	private static final Logger logger = System.getLogger(ShadowMonitor.class.getName());

	private static final Guarded guarded = new Guarded((failure, thrown) -> logger.log(Level.WARNING, failure, thrown));

	private final Probes probes;

	private final Ticker ticker;

	private final InstantSource clock;

	private final List<ShadowChangeListener> listeners;

	private final Map<String, Account> accounts = new LinkedHashMap<>();

	/**
	 * Keep account of probes.
	 * @param watched the probes that have shadows
	 * @param probes answer for them
	 * @param ticker for how long something lasts
	 * @param clock time for display
	 * @param listeners the listeners, in the order in which they are told
	 */
	public ShadowMonitor(Collection<Probe> watched, Probes probes, Ticker ticker, InstantSource clock,
			List<? extends ShadowChangeListener> listeners) {
		this.probes = probes;
		this.ticker = ticker;
		this.clock = clock;
		this.listeners = List.copyOf(listeners);
		watched.forEach((probe) -> this.accounts.put(probe.name(), new Account(probe)));
	}

	/**
	 * The names of the probes of which account is kept.
	 * @return the names
	 */
	public Collection<String> probes() {
		return this.accounts.keySet();
	}

	/**
	 * What a probe would say now.
	 * @param probe the probe's name
	 * @return the verdict as last seen, or {@code null} if it would say what it says
	 */
	public @Nullable ShadowVerdict verdict(String probe) {
		Account account = this.accounts.get(probe);
		return (account != null) ? account.entry.verdict() : null;
	}

	/**
	 * For how long in all a probe would not have been ready, or live, while it was.
	 * @param probe the probe's name
	 * @return the time; zero of a probe of which no account is kept
	 */
	public Duration notReady(String probe) {
		Account account = this.accounts.get(probe);
		return (account != null) ? account.entry.notReady(this.ticker.read()) : Duration.ZERO;
	}

	/**
	 * Look at every probe, and tell what has changed since the last look.
	 */
	public void look() {
		this.accounts.values().forEach(this::look);
	}

	private void look(Account account) {
		ProbeVerdict actual = this.probes.look(account.probe);
		ProbeVerdict would = this.probes.look(account.acting);
		Entry before = account.entry;
		long now = this.ticker.read();
		Entry after = before.next(actual, would, now, this.clock.instant());
		account.entry = after;
		if (!Objects.equals(before.status(), after.status())) {
			tell(new ShadowChange(account.probe, actual.status(), before.verdict(), after.verdict(),
					Duration.ofNanos(now - before.sinceTick()), after.notReady(now)));
		}
	}

	private void tell(ShadowChange change) {
		guarded.each(this.listeners, (listener) -> listener.onChange(change),
				() -> "A listener failed on the shadow of probe '%s'".formatted(change.probe().name()));
	}

	/**
	 * One probe, and what was last seen of it.
	 */
	private static final class Account {

		private final Probe probe;

		private final Probe acting;

		// written only by whoever looks
		private volatile Entry entry = new Entry(null, 0, 0);

		Account(Probe probe) {
			this.probe = probe;
			this.acting = probe.withActingShadows();
		}

	}

	/**
	 * @param verdict what the probe would say, if that differs
	 * @param sinceTick since when
	 * @param spent how long it would not have been ready before
	 */
	private record Entry(@Nullable ShadowVerdict verdict, long sinceTick, long spent) {

		private @Nullable ProbeStatus status() {
			return (this.verdict != null) ? this.verdict.status() : null;
		}

		private Entry next(ProbeVerdict actual, ProbeVerdict would, long now, Instant at) {
			boolean differs = would.status() != actual.status();
			List<VerdictReason> reasons = would.reasons()
				.stream()
				.filter((reason) -> !actual.reasons().contains(reason))
				.toList();
			if (this.verdict != null && differs && would.status() == this.verdict.status()) {
				return new Entry(new ShadowVerdict(would.status(), reasons, this.verdict.since()), this.sinceTick,
						this.spent);
			}
			return new Entry(differs ? new ShadowVerdict(would.status(), reasons, at) : null, now,
					notReady(now).toNanos());
		}

		private Duration notReady(long now) {
			boolean counts = this.verdict != null && !this.verdict.status().passes();
			return Duration.ofNanos(this.spent + (counts ? now - this.sinceTick : 0));
		}

	}

}
