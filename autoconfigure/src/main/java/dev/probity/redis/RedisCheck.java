package dev.probity.redis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.TimeBudget;
import dev.probity.pool.CommonsConnectionPool;
import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolSaturation;
import dev.probity.pool.TurnedAway;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/**
 * Sends a PING over the application's own connection factory. A cluster is asked for its
 * state instead: one of its nodes that answers says nothing about the others, and one
 * that does not may have been replaced. Thread-safe.
 */
final class RedisCheck implements DependencyCheck {

	private static final boolean POOLS = ClassUtils.isPresent("org.apache.commons.pool2.impl.GenericObjectPool",
			RedisCheck.class.getClassLoader());

	// the scheduler judges at the timeout; soon after that the thread is free again
	private static final Duration GRACE = Duration.ofMillis(100);

	// servers are replaced, and so may be what a factory leads to
	private static final Duration DETAILS_AGE = Duration.ofMinutes(1);

	private final Supplier<RedisSession> sessions;

	private final BooleanSupplier sentinel;

	private final @Nullable ConnectionPool pool;

	private final PoolSaturation saturation;

	private final CheckPolicy policy;

	private final Ticker ticker;

	private volatile @Nullable Description description;

	private RedisCheck(Supplier<RedisSession> sessions, Object factory, CheckPolicy policy, Ticker ticker,
			BooleanSupplier passing) {
		this.sessions = sessions;
		this.sentinel = () -> isSentinel(factory);
		this.pool = POOLS ? new CommonsConnectionPool(new RedisPools(factory), ticker::read) : null;
		this.saturation = new PoolSaturation("no connection has come back for %s", policy, passing);
		this.policy = policy;
		this.ticker = ticker;
	}

	/**
	 * Check what a factory connects to.
	 * @param factory the factory; with that of Lettuce a run ends soon after the check's
	 * timeout, with others when the client's own timeout has passed
	 * @param policy the check's policy
	 * @param ticker for the time that remains
	 * @param passing whether the check is passing now: then it does not queue at a pool
	 * that is used up
	 * @return the check
	 */
	public static RedisCheck of(RedisConnectionFactory factory, CheckPolicy policy, Ticker ticker,
			BooleanSupplier passing) {
		return new RedisCheck(() -> session(factory.getConnection()), factory, policy, ticker, passing);
	}

	/**
	 * Check what a reactive factory connects to. The thread that runs the check waits.
	 * @param factory the factory
	 * @param policy the check's policy
	 * @param ticker for the time that remains
	 * @param passing whether the check is passing now: then it does not queue at a pool
	 * that is used up
	 * @return the check
	 */
	public static RedisCheck ofReactive(ReactiveRedisConnectionFactory factory, CheckPolicy policy, Ticker ticker,
			BooleanSupplier passing) {
		return new RedisCheck(() -> new ReactiveRedisSession(factory.getReactiveConnection()), factory, policy, ticker,
				passing);
	}

	private static RedisSession session(RedisConnection connection) {
		return (connection instanceof LettuceConnection lettuce) ? new LettuceRedisSession(lettuce)
				: new BlockingRedisSession(connection);
	}

	private static boolean isSentinel(Object factory) {
		return (factory instanceof LettuceConnectionFactory lettuce && lettuce.isRedisSentinelAware())
				|| (factory instanceof JedisConnectionFactory jedis && jedis.isRedisSentinelAware());
	}

	@Override
	public CheckResult check() throws Exception {
		TimeBudget budget = TimeBudget.ofRun(this.policy.timeout(), this.ticker).plus(GRACE);
		CheckResult saturated = this.saturation.withoutBorrowing(this.pool, this::details);
		if (saturated != null) {
			return saturated;
		}
		try {
			return ask(budget);
		}
		catch (Exception ex) {
			if (!TurnedAway.is(ex)) {
				throw ex;
			}
			// others have been quicker; some may have come back meanwhile
			saturated = this.saturation.withoutBorrowing(this.pool, this::details);
			return (saturated != null) ? saturated : ask(budget);
		}
	}

	private CheckResult ask(TimeBudget budget) throws Exception {
		try (RedisSession session = this.sessions.get()) {
			String problem;
			try {
				problem = session.isCluster() ? askCluster(session, budget.remaining())
						: askServer(session, budget.remaining());
			}
			catch (Exception ex) {
				return answered(ex);
			}
			if (problem != null) {
				return CheckResult.failed(problem, details());
			}
			Description known = this.description;
			if (known == null || budget.begin() - known.at() > DETAILS_AGE.toNanos()) {
				Map<String, Object> details = describe(session, budget.remaining().dividedBy(2));
				this.description = new Description((details != null || known == null) ? details : known.details(),
						budget.begin());
			}
			return CheckResult.passed(details());
		}
		catch (TimeoutException ex) {
			return CheckResult.failed("no answer in time", details());
		}
	}

	/**
	 * An error is an answer, too, unless it says that nobody is served.
	 */
	private CheckResult answered(Exception error) throws Exception {
		RedisErrorReply reply = RedisErrorReply.of(error);
		if (reply == null || reply.meansThatItCannotServe()) {
			throw error;
		}
		Map<String, Object> details = details();
		details.put("answer", reply.text());
		return CheckResult.passed(details);
	}

	private static @Nullable String askServer(RedisSession session, Duration within) throws Exception {
		String answer = session.ping(within);
		return "PONG".equals(answer) ? null : "the answer to PING is " + answer;
	}

	private static @Nullable String askCluster(RedisSession session, Duration within) throws Exception {
		return RedisSession.problemOfCluster(session.clusterState(within));
	}

	/**
	 * A server that answers passes, even if it may not be asked for more: it writes down
	 * who tries, so nobody tries with each run.
	 */
	private @Nullable Map<String, Object> describe(RedisSession session, Duration within) throws InterruptedException {
		try {
			Properties info = session.info(within);
			return (info != null) ? describe(session, info) : null;
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			return null;
		}
	}

	private Map<String, Object> describe(RedisSession session, Properties info) {
		Map<String, Object> details = new LinkedHashMap<>();
		String version = find(info, "redis_version");
		if (version != null) {
			details.put("version", version);
		}
		// a server does not know that it was found by way of sentinels
		String mode = session.isCluster() ? "cluster"
				: this.sentinel.getAsBoolean() ? "sentinel" : find(info, "redis_mode");
		if (mode != null) {
			details.put("mode", mode);
		}
		return details;
	}

	private static @Nullable String find(Properties info, String name) {
		return info.stringPropertyNames()
			.stream()
			.filter((key) -> key.equals(name) || key.endsWith("." + name))
			.sorted()
			.findFirst()
			.map(info::getProperty)
			.orElse(null);
	}

	private Map<String, Object> details() {
		Description known = this.description;
		Map<String, Object> told = (known != null) ? known.details() : null;
		Map<String, Object> details = new LinkedHashMap<>((told != null) ? told : Map.of());
		PoolSaturation.describe(this.pool, details);
		return details;
	}

	/**
	 * What the server has said of itself.
	 *
	 * @param details {@code null} if it has not said anything yet
	 * @param at when that was
	 */
	private record Description(@Nullable Map<String, Object> details, long at) {

	}

}
