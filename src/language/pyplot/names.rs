//! The public names of matplotlib's modules and classes, those that this page lacks too: for
//! "Did you mean", and to tell a typing error from a gap of ours.
//!
//! Made with `dir` of matplotlib 3.11.2. Knows nothing of what the names do.

/// `matplotlib.pyplot`
pub const PYPLOT: &str = "\
    AbstractContextManager Annotation Arrow Artist AutoLocator AxLine Axes BackendFilter Button \
    Circle Colorizer ColorizingArtist Colormap Enum ExitStack Figure FigureBase FigureCanvasBase \
    FigureManagerBase FixedFormatter FixedLocator FormatStrFormatter Formatter FuncFormatter \
    GridSpec IO IndexLocator Line2D LinearLocator Locator LogFormatter LogFormatterExponent \
    LogFormatterMathtext LogLocator MaxNLocator MouseButton MultipleLocator Normalize \
    NullFormatter NullLocator PolarAxes Polygon Rectangle ScalarFormatter Slider Subplot \
    SubplotSpec TYPE_CHECKING Text TickHelper Widget acorr angle_spectrum annotate annotations \
    arrow autoscale autumn axes axhline axhspan axis axline axvline axvspan backend_registry bar \
    bar_label barbs barh bone box boxplot broken_barh cast cbook cla clabel clf clim close cm \
    cohere color_sequences colorbar colormaps connect contour contourf cool copper csd cycler \
    delaxes disconnect draw draw_all draw_if_interactive ecdf errorbar eventplot figaspect \
    figimage figlegend fignum_exists figtext figure fill fill_between fill_betweenx findobj flag \
    functools gca gcf gci get get_backend get_cmap get_current_fig_manager get_figlabels \
    get_fignums get_plot_commands get_scale_names getp ginput gray grid grouped_bar hexbin hist \
    hist2d hlines hot hsv importlib imread imsave imshow inferno inspect \
    install_repl_displayhook interactive ioff ion isinteractive jet legend locator_params \
    logging loglog magma magnitude_spectrum margins matplotlib matshow minorticks_off \
    minorticks_on mlab new_figure_manager nipy_spectral np overload pause pcolor pcolormesh \
    phase_spectrum pie pie_label pink plasma plot polar prism psd quiver quiverkey rc rcParams \
    rcParamsDefault rcParamsOrig rc_context rcdefaults rcsetup rgrids savefig sca scatter sci \
    semilogx semilogy set_cmap set_loglevel setp show specgram spring spy stackplot stairs stem \
    step streamplot style subplot subplot2grid subplot_mosaic subplot_tool subplots \
    subplots_adjust summer suptitle switch_backend sys table text thetagrids threading \
    tick_params ticklabel_format tight_layout time title tricontour tricontourf tripcolor \
    triplot twinx twiny uninstall_repl_displayhook violinplot viridis vlines waitforbuttonpress \
    winter xcorr xkcd xlabel xlim xscale xticks ylabel ylim yscale yticks";

/// `Figure`
pub const FIGURE: &str = "\
    add_artist add_axes add_axobserver add_callback add_gridspec add_subfigure add_subplot \
    align_labels align_titles align_xlabels align_ylabels artists autofmt_xdate axes bbox \
    bbox_inches canvas clear clf clipbox colorbar contains convert_xunits convert_yunits delaxes \
    dpi dpi_scale_trans draw draw_artist draw_without_rendering figbbox figimage figure findobj \
    format_cursor_data frameon gca get_agg_filter get_alpha get_animated get_axes get_children \
    get_clip_box get_clip_on get_clip_path get_constrained_layout get_constrained_layout_pads \
    get_cursor_data get_default_bbox_extra_artists get_dpi get_edgecolor get_facecolor \
    get_figheight get_figure get_figwidth get_frameon get_gid get_in_layout get_label \
    get_layout_engine get_linewidth get_mouseover get_path_effects get_picker get_rasterized \
    get_size_inches get_sketch_params get_snap get_suptitle get_supxlabel get_supylabel \
    get_tight_layout get_tightbbox get_transform get_transformed_clip_path_and_affine get_url \
    get_visible get_window_extent get_zorder ginput have_units images is_transform_set legend \
    legends lines mouseover number patch patches pchanged pick pickable properties remove \
    remove_callback savefig sca set set_agg_filter set_alpha set_animated set_canvas \
    set_clip_box set_clip_on set_clip_path set_constrained_layout set_constrained_layout_pads \
    set_dpi set_edgecolor set_facecolor set_figheight set_figure set_figwidth set_frameon \
    set_gid set_in_layout set_label set_layout_engine set_linewidth set_mouseover \
    set_path_effects set_picker set_rasterized set_size_inches set_sketch_params set_snap \
    set_tight_layout set_transform set_url set_visible set_zorder show stale stale_callback \
    sticky_edges subfigs subfigures subplot_mosaic subplotpars subplots subplots_adjust \
    suppressComposite suptitle supxlabel supylabel text texts tight_layout transFigure \
    transSubfigure update update_from waitforbuttonpress zorder";

/// `Axes`
pub const AXES: &str = "\
    ArtistList acorr add_artist add_callback add_child_axes add_collection add_container \
    add_image add_line add_patch add_table angle_spectrum annotate apply_aspect arrow artists \
    autoscale autoscale_view axes axhline axhspan axis axison axline axvline axvspan bar \
    bar_label barbs barh bbox boxplot broken_barh bxp callbacks can_pan can_zoom child_axes cla \
    clabel clear clipbox cohere collections containers contains contains_point contour contourf \
    convert_xunits convert_yunits csd dataLim drag_pan draw draw_artist ecdf end_pan errorbar \
    eventplot figure fill fill_between fill_betweenx findobj fmt_xdata fmt_ydata format_coord \
    format_cursor_data format_xdata format_ydata get_adjustable get_agg_filter get_alpha \
    get_anchor get_animated get_aspect get_autoscale_on get_autoscalex_on get_autoscaley_on \
    get_axes_locator get_axisbelow get_box_aspect get_children get_clip_box get_clip_on \
    get_clip_path get_cursor_data get_data_ratio get_default_bbox_extra_artists get_facecolor \
    get_fc get_figure get_forward_navigation_events get_frame_on get_gid get_gridspec get_images \
    get_in_layout get_label get_legend get_legend_handles_labels get_lines get_mouseover \
    get_navigate get_navigate_mode get_path_effects get_picker get_position \
    get_rasterization_zorder get_rasterized get_shared_x_axes get_shared_y_axes \
    get_sketch_params get_snap get_subplotspec get_tightbbox get_title get_transform \
    get_transformed_clip_path_and_affine get_url get_visible get_window_extent get_xaxis \
    get_xaxis_text1_transform get_xaxis_text2_transform get_xaxis_transform get_xbound \
    get_xgridlines get_xinverted get_xlabel get_xlim get_xmajorticklabels get_xmargin \
    get_xminorticklabels get_xscale get_xticklabels get_xticklines get_xticks get_yaxis \
    get_yaxis_text1_transform get_yaxis_text2_transform get_yaxis_transform get_ybound \
    get_ygridlines get_yinverted get_ylabel get_ylim get_ymajorticklabels get_ymargin \
    get_yminorticklabels get_yscale get_yticklabels get_yticklines get_yticks get_zorder grid \
    grouped_bar has_data have_units hexbin hist hist2d hlines ignore_existing_data_limits images \
    imshow in_axes indicate_inset indicate_inset_zoom inset_axes invert_xaxis invert_yaxis \
    is_transform_set label_outer legend legend_ lines locator_params loglog magnitude_spectrum \
    margins matshow minorticks_off minorticks_on mouseover name patch patches pchanged pcolor \
    pcolorfast pcolormesh phase_spectrum pick pickable pie pie_label plot properties psd quiver \
    quiverkey redraw_in_frame relim remove remove_callback reset_position scatter \
    secondary_xaxis secondary_yaxis semilogx semilogy set set_adjustable set_agg_filter \
    set_alpha set_anchor set_animated set_aspect set_autoscale_on set_autoscalex_on \
    set_autoscaley_on set_axes_locator set_axis_off set_axis_on set_axisbelow set_box_aspect \
    set_clip_box set_clip_on set_clip_path set_facecolor set_fc set_figure \
    set_forward_navigation_events set_frame_on set_gid set_in_layout set_label set_mouseover \
    set_navigate set_navigate_mode set_path_effects set_picker set_position set_prop_cycle \
    set_rasterization_zorder set_rasterized set_sketch_params set_snap set_subplotspec set_title \
    set_transform set_url set_visible set_xbound set_xinverted set_xlabel set_xlim set_xmargin \
    set_xscale set_xticklabels set_xticks set_ybound set_yinverted set_ylabel set_ylim \
    set_ymargin set_yscale set_yticklabels set_yticks set_zorder sharex sharey specgram spines \
    spy stackplot stairs stale stale_callback start_pan stem step sticky_edges streamplot table \
    tables text texts tick_params ticklabel_format title titleOffsetTrans transAxes transData \
    transLimits transScale tricontour tricontourf tripcolor triplot twinx twiny update \
    update_datalim update_from use_sticky_edges viewLim violin violinplot vlines xaxis \
    xaxis_date xaxis_inverted xcorr yaxis yaxis_date yaxis_inverted zorder";

/// `Line2D`
pub const LINE: &str = "\
    add_callback axes clipbox contains convert_xunits convert_yunits draw drawStyleKeys \
    drawStyles figure fillStyles filled_markers findobj format_cursor_data get_aa get_agg_filter \
    get_alpha get_animated get_antialiased get_bbox get_c get_children get_clip_box get_clip_on \
    get_clip_path get_color get_cursor_data get_dash_capstyle get_dash_joinstyle get_data \
    get_drawstyle get_ds get_figure get_fillstyle get_gapcolor get_gid get_in_layout get_label \
    get_linestyle get_linewidth get_ls get_lw get_marker get_markeredgecolor get_markeredgewidth \
    get_markerfacecolor get_markerfacecoloralt get_markersize get_markevery get_mec get_mew \
    get_mfc get_mfcalt get_mouseover get_ms get_path get_path_effects get_picker get_pickradius \
    get_rasterized get_sketch_params get_snap get_solid_capstyle get_solid_joinstyle \
    get_tightbbox get_transform get_transformed_clip_path_and_affine get_url get_visible \
    get_window_extent get_xdata get_xydata get_ydata get_zorder have_units ind_offset is_dashed \
    is_transform_set lineStyles markers mouseover pchanged pick pickable pickradius properties \
    recache recache_always remove remove_callback set set_aa set_agg_filter set_alpha \
    set_animated set_antialiased set_c set_clip_box set_clip_on set_clip_path set_color \
    set_dash_capstyle set_dash_joinstyle set_dashes set_data set_drawstyle set_ds set_figure \
    set_fillstyle set_gapcolor set_gid set_in_layout set_label set_linestyle set_linewidth \
    set_ls set_lw set_marker set_markeredgecolor set_markeredgewidth set_markerfacecolor \
    set_markerfacecoloralt set_markersize set_markevery set_mec set_mew set_mfc set_mfcalt \
    set_mouseover set_ms set_path_effects set_picker set_pickradius set_rasterized \
    set_sketch_params set_snap set_solid_capstyle set_solid_joinstyle set_transform set_url \
    set_visible set_xdata set_ydata set_zorder stale stale_callback sticky_edges update \
    update_from zorder";

/// `Text`
pub const TEXT: &str = "\
    add_callback axes clipbox contains convert_xunits convert_yunits draw figure findobj \
    format_cursor_data get_agg_filter get_alpha get_animated get_antialiased get_bbox_patch \
    get_c get_children get_clip_box get_clip_on get_clip_path get_color get_cursor_data \
    get_family get_figure get_font get_font_properties get_fontfamily get_fontfeatures \
    get_fontname get_fontproperties get_fontsize get_fontstyle get_fontvariant get_fontweight \
    get_gid get_ha get_horizontalalignment get_in_layout get_label get_language get_linespacing \
    get_math_fontfamily get_mouseover get_name get_parse_math get_path_effects get_picker \
    get_position get_rasterized get_rotation get_rotation_mode get_size get_sketch_params \
    get_snap get_stretch get_style get_text get_tightbbox get_transform \
    get_transform_rotates_text get_transformed_clip_path_and_affine get_unitless_position \
    get_url get_usetex get_va get_variant get_verticalalignment get_visible get_weight \
    get_window_extent get_wrap get_zorder have_units is_transform_set mouseover pchanged pick \
    pickable properties remove remove_callback set set_agg_filter set_alpha set_animated \
    set_antialiased set_backgroundcolor set_bbox set_c set_clip_box set_clip_on set_clip_path \
    set_color set_family set_figure set_font set_font_properties set_fontfamily set_fontfeatures \
    set_fontname set_fontproperties set_fontsize set_fontstretch set_fontstyle set_fontvariant \
    set_fontweight set_gid set_ha set_horizontalalignment set_in_layout set_label set_language \
    set_linespacing set_ma set_math_fontfamily set_mouseover set_multialignment set_name \
    set_parse_math set_path_effects set_picker set_position set_rasterized set_rotation \
    set_rotation_mode set_size set_sketch_params set_snap set_stretch set_style set_text \
    set_transform set_transform_rotates_text set_url set_usetex set_va set_variant \
    set_verticalalignment set_visible set_weight set_wrap set_x set_y set_zorder stale \
    stale_callback sticky_edges update update_bbox_position_size update_from zorder";

/// `Legend`
pub const LEGEND: &str = "\
    add_callback axes borderaxespad borderpad clipbox codes columnspacing contains \
    convert_xunits convert_yunits draw draw_frame figure findobj format_cursor_data \
    get_agg_filter get_alignment get_alpha get_animated get_bbox_to_anchor get_children \
    get_clip_box get_clip_on get_clip_path get_cursor_data get_default_handler_map get_draggable \
    get_figure get_frame get_frame_on get_gid get_in_layout get_label get_legend_handler \
    get_legend_handler_map get_lines get_mouseover get_patches get_path_effects get_picker \
    get_rasterized get_sketch_params get_snap get_texts get_tightbbox get_title get_transform \
    get_transformed_clip_path_and_affine get_url get_visible get_window_extent get_zorder \
    handleheight handlelength handletextpad have_units is_transform_set isaxes labelspacing \
    legendPatch legend_handles markerscale mouseover numpoints parent pchanged pick pickable \
    prop properties remove remove_callback scatterpoints set set_agg_filter set_alignment \
    set_alpha set_animated set_bbox_to_anchor set_clip_box set_clip_on set_clip_path \
    set_default_handler_map set_draggable set_figure set_frame_on set_gid set_in_layout \
    set_label set_loc set_mouseover set_ncols set_path_effects set_picker set_rasterized \
    set_sketch_params set_snap set_title set_transform set_url set_visible set_zorder shadow \
    stale stale_callback sticky_edges texts update update_default_handler_map update_from zorder";
