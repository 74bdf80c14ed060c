/* Holds files to PDF/A-1b, all in one machine: java -cp JARS Preflight.java FILE...
 * A line for each refusal; exit 1 when there was one. */
import java.io.File;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

class Preflight {
	static ValidationResult held(File file) throws Exception {
		PreflightParser parser = new PreflightParser(file);
		parser.parse();
		try (PreflightDocument doc = parser.getPreflightDocument()) {
			doc.validate();
			return doc.getResult();
		}
	}

	public static void main(String[] files) throws Exception {
		int refused = 0;
		for (String name : files) {
			ValidationResult r = held(new File(name));
			if (r.isValid())
				continue;
			refused++;
			for (ValidationResult.ValidationError e : r.getErrorsList())
				System.out.println(name + ": " + e.getErrorCode() + " " + e.getDetails());
		}
		System.out.println((files.length - refused) + " of " + files.length + " are PDF/A-1b");
		System.exit(refused == 0 ? 0 : 1);
	}
}
