package dev.probity.example;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.engine.CheckWorkers;
import dev.probity.engine.SchedulerThread;
import dev.probity.lifecycle.Instance;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.time.Ticker;

public final class PlainJava {

	private PlainJava() {
	}

	public static void main(String[] args) throws Exception {
		InetSocketAddress mail = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
		DependencyCheck check = () -> {
			try (Socket socket = new Socket()) {
				socket.connect(mail, 1000);
				return CheckResult.passed();
			}
		};
		CheckMonitor monitor = new CheckMonitor();
		Ticker ticker = Ticker.system();
		CheckScheduler scheduler = new CheckScheduler(monitor, CheckWorkers.threads(), ticker, InstantSource.system(),
				new SplittableRandom());
		scheduler.register(new CheckRegistration("mail", check, CheckPolicy.defaults()));
		Probe readiness = new Probe("readiness", ProbeType.READINESS, (any) -> Criticality.REQUIRED);
		Probes probes = new Probes(List.of(readiness), monitor, new Instance(), ticker);
		try (SchedulerThread thread = SchedulerThread.drive(scheduler)) {
			scheduler.resume();
			for (int second = 0; second < Integer.parseInt(args[2]); second++) {
				// never waits for the mail server
				System.out.println(probes.verdict(readiness));
				Thread.sleep(1000);
			}
		}
	}

}
