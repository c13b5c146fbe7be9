package dev.probity.vital;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.probity.check.CheckResult;

/**
 * A process that opens files, and prints what the vital says of it.
 */
final class FileDescriptorProgram {

	private static final List<FileInputStream> open = new ArrayList<>();

	private FileDescriptorProgram() {
	}

	public static void main(String[] args) throws IOException {
		FileDescriptorCheck check = new FileDescriptorCheck(0.95);
		CheckResult begin = check.check();
		int max = ((Long) begin.details().get("max")).intValue();
		print("begin", begin);
		open(max * 80 / 100 - count(begin));
		print("many", check.check());
		open(max * 96 / 100 - max * 80 / 100);
		print("nearly all", check.check());
		open(Integer.MAX_VALUE);
		print("all", check.check());
		while (open.size() > 10) {
			open.remove(0).close();
		}
		print("closed", check.check());
	}

	private static int count(CheckResult result) {
		return ((Long) result.details().get("open")).intValue();
	}

	private static void open(int files) {
		try {
			for (int i = 0; i < files; i++) {
				open.add(new FileInputStream("/dev/null"));
			}
		}
		catch (IOException ex) {
			// no more
		}
	}

	private static void print(String when, CheckResult result) {
		System.out.println(when + ": " + result.getClass().getSimpleName()
				+ ((result.reason() != null) ? ": " + result.reason() : ""));
	}

}
