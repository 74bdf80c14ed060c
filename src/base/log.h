/* log.h - one line per event on standard error, for journald and for people.
 *
 * SHAPE  <N>area event key=value ...   N is the syslog priority; control characters in
 *        values are escaped so that no value can forge a line.
 * RULE   never a subject, a name, a bound value or a secret: ids and counts only.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_L_ERR = 3, LOG_L_WARN = 4, LOG_L_INFO = 6, LOG_L_DEBUG = 7 };

void log_line(enum log_level, const char *area, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
#endif
