package dev.probity.sample;

import java.nio.file.Path;
import java.util.List;

/**
 * Looks for processes by what is on their command lines. Better than
 * {@link ProcessHandle#isAlive()}: that is also true for one that has ended and has not
 * been waited for, which is up to the first process of a container.
 */
public final class Processes {

	private Processes() {
	}

	public static List<ProcessHandle> mentioning(Path folder) {
		return ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").contains(folder.toString()))
			.toList();
	}

}
