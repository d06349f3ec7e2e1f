//! The names of matplotlib that a learner may try, those that this page lacks too: for "Did you
//! mean", and to tell a typing error from a gap of ours.
//!
//! From `dir` of matplotlib 3.11.2, without the machinery behind the names. Knows nothing of what
//! the names do.

/// `matplotlib.pyplot`
pub const PYPLOT: &str = "\
    annotate arrow autoscale axes axhline axhspan axis axline axvline axvspan bar barh box \
    boxplot broken_barh cla clabel clf close cm colorbar contour contourf delaxes draw ecdf \
    errorbar eventplot fignum_exists figtext figure fill fill_between fill_betweenx gca gcf get \
    get_fignums grid grouped_bar hexbin hist hist2d hlines imread imsave imshow ioff ion legend \
    locator_params loglog margins matshow minorticks_off minorticks_on np pause pcolor \
    pcolormesh pie plot polar quiver rc rcParams savefig sca scatter semilogx semilogy show \
    specgram stackplot stairs stem step streamplot style subplot subplot2grid subplot_mosaic \
    subplots subplots_adjust suptitle switch_backend table text tick_params ticklabel_format \
    tight_layout title twinx twiny violinplot vlines xkcd xlabel xlim xscale xticks ylabel ylim \
    yscale yticks";

/// `Figure`
pub const FIGURE: &str = "\
    add_axes add_subplot axes canvas clear clf colorbar dpi gca get_axes get_dpi get_figheight \
    get_figwidth get_size_inches legend number savefig sca set_dpi set_facecolor set_figheight \
    set_figwidth set_size_inches set_tight_layout show subplots subplots_adjust suptitle \
    supxlabel supylabel text tight_layout";

/// `Axes`
pub const AXES: &str = "\
    annotate arrow autoscale axes axhline axhspan axis axline axvline axvspan bar bar_label barh \
    boxplot cla clear contour contourf errorbar figure fill fill_between get_figure get_legend \
    get_legend_handles_labels get_lines get_title get_xaxis get_xlabel get_xlim get_xscale \
    get_xticklabels get_xticks get_yaxis get_ylabel get_ylim get_yscale get_yticklabels \
    get_yticks grid hist hlines imshow invert_xaxis invert_yaxis legend legend_ lines loglog \
    margins minorticks_off minorticks_on patches pcolormesh pie plot remove scatter \
    secondary_xaxis secondary_yaxis semilogx semilogy set set_aspect set_axis_off set_axis_on \
    set_facecolor set_label set_position set_prop_cycle set_title set_visible set_xbound \
    set_xlabel set_xlim set_xmargin set_xscale set_xticklabels set_xticks set_ybound set_ylabel \
    set_ylim set_ymargin set_yscale set_yticklabels set_yticks sharex sharey spines stackplot \
    stairs stem step table text texts tick_params ticklabel_format title transAxes transData \
    twinx twiny violinplot vlines xaxis xaxis_inverted yaxis yaxis_inverted";

/// `Line2D`
pub const LINE: &str = "\
    axes figure get_alpha get_c get_color get_data get_label get_linestyle get_linewidth get_ls \
    get_lw get_marker get_markeredgecolor get_markeredgewidth get_markerfacecolor get_markersize \
    get_ms get_visible get_xdata get_ydata get_zorder remove set set_alpha set_c set_color \
    set_data set_label set_linestyle set_linewidth set_ls set_lw set_marker set_markeredgecolor \
    set_markeredgewidth set_markerfacecolor set_markersize set_ms set_visible set_xdata \
    set_ydata set_zorder";

/// `Text`
pub const TEXT: &str = "\
    get_color get_fontsize get_position get_text remove set set_color set_fontsize \
    set_fontweight set_position set_rotation set_size set_text set_visible";

/// `Legend`
pub const LEGEND: &str = "\
    get_lines get_texts get_title remove set_loc set_title set_visible";
