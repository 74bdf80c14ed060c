/* Apache FOP in one JVM: every letter another text.  Run as `java Fop.java FILE EMBLEM N`;
 * prints letters a CPU-second, counted over the second half, and bytes. */
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.fop.apps.Fop;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.configuration.DefaultConfigurationBuilder;

class Bench {
	static final String CONF = "<fop version='1.0'><renderers><renderer mime='application/pdf'><fonts>"
		+ "<directory>/usr/share/fonts/truetype/liberation</directory></fonts></renderer></renderers></fop>";

	static String block(String text, String more) {
		return "<fo:block " + more + ">" + text + "</fo:block>";
	}

	static String page(String[] l, String emblem) {
		StringBuilder b = new StringBuilder("<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format' "
			+ "font-family='Liberation Sans' font-size='12pt' language='id'><fo:layout-master-set>"
			+ "<fo:simple-page-master master-name='p' page-width='215mm' page-height='330mm' "
			+ "margin='20mm'><fo:region-body/></fo:simple-page-master></fo:layout-master-set>"
			+ "<fo:page-sequence master-reference='p'><fo:flow flow-name='xsl-region-body'>"
			+ "<fo:block><fo:external-graphic src='file:" + emblem + "' content-width='60pt'/></fo:block>");
		b.append(block("DINAS SOSIAL CONTOH", "font-weight='bold' text-align='center'"));
		b.append(block("Nomor: " + l[0], ""));
		b.append(block("Hal: " + l[1], "font-weight='bold'"));
		for (int k = 2; k < l.length; k++)
			b.append(block(l[k], "text-align='justify' hyphenate='true' text-indent='36pt'"));
		b.append(block("CONTOH PEJABAT, S.H., M.Si.", "font-weight='bold' text-align='end'"));
		return b.append("</fo:flow></fo:page-sequence></fo:root>").toString();
	}

	public static void main(String[] arg) throws Exception {
		List<String> lines = Files.readAllLines(Path.of(arg[0]));
		int n = Integer.parseInt(arg[2]), bytes = 0;
		var conf = new DefaultConfigurationBuilder()
			.build(new java.io.ByteArrayInputStream(CONF.getBytes()));
		FopFactory fops = new FopFactoryBuilder(Path.of(".").toUri()).setConfiguration(conf).build();
		var xslt = TransformerFactory.newInstance();
		var bean = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		long from = 0;

		for (int i = 0; i < n; i++) {
			if (i == n / 2)
				from = bean.getProcessCpuTime();
			var out = new ByteArrayOutputStream();
			Fop fop = fops.newFop("application/pdf", out);
			xslt.newTransformer().transform(
				new StreamSource(new StringReader(page(lines.get(i).split("\t"), arg[1]))),
				new SAXResult(fop.getDefaultHandler()));
			bytes = out.size();
		}
		double took = (bean.getProcessCpuTime() - from) / 1e9;
		System.out.println(Math.round((n - n / 2) / took) + " " + bytes);
	}
}
