# gnuplot -e "samples='...'; picture='...'" growth.gp: memory and open files after each sale (docs/performance.md, P9).
set terminal pngcairo size 1200,520 font 'DejaVu Sans,11' background rgb '#ffffff'
set output picture
set datafile separator '\t'
set border 3 lc rgb '#6b7280'
set grid ytics lc rgb '#e5e7eb' lt 1
set xlabel 'sales in one process'
set ylabel 'memory of all processes (PSS, MiB)' textcolor rgb '#1d4ed8'
set y2label 'open files of all processes' textcolor rgb '#b45309'
set xtics nomirror
set ytics nomirror textcolor rgb '#1d4ed8'
set y2tics textcolor rgb '#b45309'
set yrange [0:*]
set y2range [0:*]
set arrow from first 50, graph 0 to first 50, graph 1 nohead lc rgb '#9ca3af' dt 2
set label 'measured from here' at first 50, graph 0.06 offset 0.8,0 textcolor rgb '#6b7280'
set key bottom right
plot samples using 1:3 every ::1 with lines lw 1 lc rgb '#bfdbfe' title 'with its part of libraries', \
     samples using 1:2 every ::1 with lines lw 1.4 lc rgb '#1d4ed8' title 'memory of its own', \
     samples using 1:4 every ::1 axes x1y2 with lines lw 1.4 lc rgb '#b45309' title 'open files'
