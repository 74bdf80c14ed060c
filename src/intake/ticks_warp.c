/* A flat sheet in a photograph: the eight numbers that carry its points to pixels.
 * SOURCE  Hartley and Zisserman, Multiple View Geometry, 4.1: least squares over the
 * pairs, both sides moved and scaled first. */
#include <math.h>
#include <string.h>
#include "ticks_inside.h"

#define N 8

struct frame {
	double x, y, s; /* middle; 1 / mean distance */
};

static struct frame frame_of(const struct tick_point *p, int n)
{
	struct frame f = {0, 0, 1};
	double far = 0;

	for (int i = 0; i < n; i++)
		f.x += p[i].x / n, f.y += p[i].y / n;
	for (int i = 0; i < n; i++)
		far += hypot(p[i].x - f.x, p[i].y - f.y) / n;
	f.s = far > 1e-6 ? 1 / far : 1;
	return f;
}

/* Gauss with the largest pivot; false: no answer, or none that can be trusted. */
static bool solve(double a[N][N + 1], double out[N])
{
	for (int k = 0; k < N; k++) {
		int best = k;

		for (int i = k + 1; i < N; i++)
			if (fabs(a[i][k]) > fabs(a[best][k]))
				best = i;
		if (!(fabs(a[best][k]) > 1e-9))
			return false;
		for (int j = k; j <= N; j++) {
			double keep = a[k][j];

			a[k][j] = a[best][j];
			a[best][j] = keep;
		}
		for (int i = 0; i < N; i++) {
			double by = i == k ? 0 : a[i][k] / a[k][k];

			for (int j = k; j <= N; j++)
				a[i][j] -= by * a[k][j];
		}
	}
	for (int k = 0; k < N; k++)
		out[k] = a[k][N] / a[k][k];
	return true;
}

static void add_row(double a[N][N + 1], const double row[N], double value)
{
	for (int i = 0; i < N; i++) {
		for (int j = 0; j < N; j++)
			a[i][j] += row[i] * row[j];
		a[i][N] += row[i] * value;
	}
}

/* Back from the moved and scaled sides to points and pixels. */
static bool undo(const double h[N], struct frame f, struct frame t, struct warp *o)
{
	double u = h[0] * f.s, v = h[1] * f.s, w = h[2] - u * f.x - v * f.y;
	double p = h[3] * f.s, q = h[4] * f.s, r = h[5] - p * f.x - q * f.y;
	double g = h[6] * f.s, k = h[7] * f.s, one = 1 - g * f.x - k * f.y;
	double *m = o->m;

	if (!(fabs(one) > 1e-9))
		return false;
	m[0] = (u / t.s + t.x * g) / one;
	m[1] = (v / t.s + t.x * k) / one;
	m[2] = (w / t.s + t.x * one) / one;
	m[3] = (p / t.s + t.y * g) / one;
	m[4] = (q / t.s + t.y * k) / one;
	m[5] = (r / t.s + t.y * one) / one;
	m[6] = g / one;
	m[7] = k / one;
	for (int i = 0; i < N; i++)
		if (!isfinite(m[i]))
			return false;
	return true;
}

bool ticks_warp_fit(const struct tick_point *from, const struct tick_point *to, int n,
		    struct warp *o)
{
	struct frame f = frame_of(from, n), t = frame_of(to, n);
	double a[N][N + 1], h[N];

	memset(a, 0, sizeof a);
	for (int i = 0; i < n; i++) {
		double x = (from[i].x - f.x) * f.s, y = (from[i].y - f.y) * f.s;
		double u = (to[i].x - t.x) * t.s, v = (to[i].y - t.y) * t.s;

		add_row(a, (double[N]){x, y, 1, 0, 0, 0, -u * x, -u * y}, u);
		add_row(a, (double[N]){0, 0, 0, x, y, 1, -v * x, -v * y}, v);
	}
	return n >= 4 && solve(a, h) && undo(h, f, t, o);
}

bool ticks_warp_at(const struct warp *k, double x, double y, struct tick_point *o)
{
	const double *m = k->m;
	double w = m[6] * x + m[7] * y + 1;

	if (!(w > 1e-6))
		return false;
	o->x = (m[0] * x + m[1] * y + m[2]) / w;
	o->y = (m[3] * x + m[4] * y + m[5]) / w;
	return isfinite(o->x) && isfinite(o->y) && fabs(o->x) < 1e6 && fabs(o->y) < 1e6;
}
